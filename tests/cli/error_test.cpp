#include "tests/cli/cli_test.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

struct ErrorCase {
  std::string name;
  std::vector<std::string> arguments;
  int status;
  /// What the error line must hold: the option, what was wrong, what is accepted.
  std::vector<std::string> words;
};

// NOLINTNEXTLINE(readability-identifier-naming): GoogleTest looks for this name
void PrintTo(const ErrorCase& error, std::ostream* stream) {
  for (const std::string& word : error.arguments) *stream << ::testing::PrintToString(word) << ' ';
}

/// What moves the cursor or colours the screen must not come from what the user typed.
bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return (c < 0x20 && c != '\n') || c == 0x7f; });
}

class CliErrorTest : public CliTest, public ::testing::WithParamInterface<ErrorCase> {
 protected:
  CliErrorTest() {
    make_file(folder_ / "old.png", "old");
    make_file(folder_ / "three.map", "0 0 0\n1 2 three\n");
    make_file(folder_ / "unknown.toml", "palete = \"viridis\"\n");
    make_file(folder_ / "wrong.toml", "iterations = \"many\"\n");
    make_file(folder_ / "binary.toml", std::string("\0\x01\x02\xff\xfe\n=[[[\x1b[31m", 15));
    fs::create_directory(folder_ / "pictures");
    fs::create_symlink("loop.png", folder_ / "loop.png");
    fs::create_symlink("nowhere/a.png", folder_ / "dangling.png");
  }
};

TEST_P(CliErrorTest, IsOneLineThatNamesItAndNothingIsCreatedOrDestroyed) {
  const ErrorCase& error = GetParam();
  Launch launch = this->launch("");
  launch.arguments = error.arguments;
  const auto before = snapshot();
  const ProgramResult result = run_program(launch);
  EXPECT_EQ(result.status, error.status);
  EXPECT_THAT(result.err, IsErrorLineWith(error.words));
  EXPECT_FALSE(has_control_characters(result.err)) << ::testing::PrintToString(result.err);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(snapshot(), before);
}

/// A usage error of `lyap render AB -o old.png ARGUMENTS`, which would replace a file if it were none.
ErrorCase usage(const std::string& name, std::vector<std::string> arguments, std::vector<std::string> words) {
  arguments.insert(arguments.begin(), {"render", "AB", "-o", "old.png"});
  return {name, std::move(arguments), kWrongUsage, std::move(words)};
}

/// A sequence that is refused.
ErrorCase sequence(const std::string& name, const std::string& text, std::vector<std::string> words) {
  return {name, {"render", text, "-o", "old.png"}, kWrongUsage, std::move(words)};
}

/// A picture that cannot be written to `output`.
ErrorCase output(const std::string& name, const std::string& path, std::vector<std::string> words) {
  return {name, {"render", "AB", "--size", "9x9", "-o", path}, kFailed, std::move(words)};
}

std::string case_name(const ::testing::TestParamInfo<ErrorCase>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    Sequences, CliErrorTest,
    ::testing::Values(
        sequence("Empty", "", {"SEQUENCE: ''", "a letter is missing", "A to Z"}),
        sequence("Blank", "  ", {"SEQUENCE: '  '", "a letter is missing", "A to Z"}),
        ErrorCase{"None", {"render", "-o", "old.png"}, kWrongUsage, {"SEQUENCE", "there is none", "such as AB"}},
        sequence("UnknownLetter", "A#B", {"SEQUENCE: 'A#B'", "'#' at position 2", "A to Z"}),
        sequence("LetterOfAnotherAlphabet", "AÄ", {"SEQUENCE: 'AÄ'", "'Ä' at position 2", "A to Z"}),
        sequence("TerminalCodes", "A\x1b[31m", {"SEQUENCE: 'A\\x1b[31m'", "position 2"}),
        sequence("NoUtf8", "\xff\xfe", {"SEQUENCE: '\\xff\\xfe'", "position 1"}),
        sequence("OpenBracket", "(AB", {"SEQUENCE: '(AB'", "'(' at position 1 is never closed"}),
        sequence("ClosingBracket", "AB)", {"SEQUENCE: 'AB)'", "')' at position 3 closes nothing"}),
        sequence("EmptyBrackets", "A()", {"SEQUENCE: 'A()'", "the group at position 2 is empty"}),
        sequence("ZeroRepeats", "A0", {"SEQUENCE: 'A0'", "too small", "1 to 4096"}),
        sequence("TooManyRepeats", "A99999999999999999999", {"SEQUENCE: ", "too large", "1 to 4096"}),
        sequence("TooLong", std::string(5000, 'A'), {"SEQUENCE: ", "too long", "1 to 4096"}),
        sequence("LetterWithoutARate", "ABC", {"SEQUENCE: letter C has no rate"}),
        usage("GivenTwice", {"--seq", "AB"}, {"--seq", "leave one out"}), usage("TwoOfThem", {"BA"}, {"BA"})),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Windows, CliErrorTest,
    ::testing::Values(usage("MinAboveMax", {"--a", "3:2"}, {"--a: '3:2'", "less than the maximum", "MIN:MAX"}),
                      usage("MinEqualsMax", {"--b", "3:3"}, {"--b: '3:3'", "less than the maximum", "MIN:MAX"}),
                      usage("XminAboveXmax", {"--xmin", "5"}, {"--xmin", "5:4", "MIN must be below MAX"}),
                      usage("YmaxBelowYmin", {"--ymin", "3", "--ymax", "2.5"},
                            {"--ymin", "3:2.5", "MIN must be below MAX"}),
                      usage("NaN", {"--a", "nan:3"}, {"--a: 'nan:3'", "not finite", "decimal number"}),
                      usage("Infinity", {"--b", "2:inf"}, {"--b: '2:inf'", "not finite", "decimal number"}),
                      usage("Junk", {"--a", "2:3z"}, {"--a: '2:3z'", "'z' at position 2", "decimal number"}),
                      usage("CommaInANumber", {"--a", "2,5:3"}, {"--a: '2,5:3'", "',5'", "decimal number"}),
                      usage("Overflow", {"--a", "2:1e400"}, {"--a: '2:1e400'", "beyond what a double holds"}),
                      usage("OneNumber", {"--a", "2"}, {"--a: '2'", "MIN:MAX"}),
                      usage("ThreeNumbers", {"--a", "2:3:4"}, {"--a: '2:3:4'", "one too many", "MIN:MAX"}),
                      usage("Nothing", {"--a"}, {"--a", "MIN:MAX", "missing"}),
                      usage("RateOutOfReach", {"--a", "2:1001"}, {"--a: rate 1001", "-1000 to 1000"}),
                      usage("TwoSpellings", {"--a", "2:3", "--xmin", "1"}, {"--a", "xmin", "leave one out"}),
                      usage("NoAxis", {"--horizontal", "AB"}, {"--horizontal: 'AB'", "LETTER=MIN:MAX"}),
                      usage("OneLetterOnBothAxes", {"--horizontal", "B"}, {"--vertical", "letter B", "another letter"}),
                      usage("SetALetterOfAnAxis", {"--set", "A=3"}, {"--set A=RATE", "on an axis"}),
                      usage("SetAnAbsentLetter", {"--set", "C=3"}, {"--set C=RATE", "not in the sequence"}),
                      usage("SetTwice", {"--set", "C=3", "--set", "C=4"}, {"--set", "letter C", "twice"}),
                      usage("SetNoValue", {"--set", "C"}, {"--set: 'C'", "LETTER=VALUE"}),
                      usage("SetNaN", {"--set", "C=nan"}, {"--set: 'C=nan'", "not finite"}),
                      usage("SetNoLetter", {"--set", "7=3"}, {"--set: '7=3'", "A to Z"})),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Numbers, CliErrorTest,
    ::testing::Values(
        usage("SizeZero", {"--size", "0x9"}, {"--size: '0x9'", "the width must be 1 to 1000000"}),
        usage("SizeNegative", {"--size", "9x-9"}, {"--size: '9x-9'", "the height must be 1 to 1000000"}),
        usage("SizeTooLarge", {"--size", "1000001x1"}, {"--size: '1000001x1'", "1 to 1000000"}),
        usage("SizeOverflow", {"--size", "99999999999999999999x1"}, {"--size", "too large", "1 to 1000000"}),
        usage("SizeUnknown", {"--size", "5k"}, {"--size: '5k'", "1920x1080", "8k"}),
        usage("SizeEmpty", {"--size", ""}, {"--size: ''", "1920x1080", "8k"}),
        usage("SizeTwice", {"--size", "9x9", "--size", "8x8"}, {"--size"}),
        usage("WidthZero", {"--width", "0"}, {"--width: '0'", "1 to 1000000"}),
        usage("HeightNoInteger", {"--height", "1.5"}, {"--height: '1.5'", "not a whole number", "1 to 1000000"}),
        usage("IterationsOne", {"--iterations", "1"}, {"--iterations: '1'", "2 to 50000000"}),
        usage("IterationsNegative", {"--its", "-5"}, {"--iterations: '-5'", "2 to 50000000"}),
        usage("IterationsOverflow", {"--iterations", "50000001"}, {"--iterations: '50000001'", "2 to 50000000"}),
        usage("IterationsJunk", {"--iterations", "1e3"}, {"--iterations: '1e3'", "not a whole number"}),
        usage("TransientNegative", {"--transient", "-1"}, {"--transient: '-1'", "0 to 100000000"}),
        usage("PhaseNegative", {"--phase", "-1"}, {"--phase: '-1'", "0 to 2147483647"}),
        usage("X0OutOfRange", {"--x0", "1.5"}, {"--x0", "1.5", "0 to 1"}),
        usage("X0NaN", {"--x0", "nan"}, {"--x0: 'nan'", "not finite"}),
        usage("ThreadsTooMany", {"--threads", "4097"}, {"--threads: '4097'", "0 to 4096"}),
        usage("DeviceNegative", {"--device", "-1"}, {"--device: '-1'", "0 to 1023"}),
        usage("DeviceTooLarge", {"--device", "0,1024"}, {"--device: '0,1024'", "too large", "0 to 1023"}),
        usage("DeviceTwice", {"--device", "2,2"}, {"--device: '2,2'", "GPU 2 is there twice", "all is accepted"}),
        usage("DeviceUnknown", {"--device", "gpu"}, {"--device: 'gpu'", "0,2, first or all is accepted"}),
        usage("DeviceEmpty", {"--device", ""}, {"--device: ''", "0 to 1023"})),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Names, CliErrorTest,
    ::testing::Values(
        usage("Precision", {"--precision", "f16"}, {"--precision: 'f16'", "auto, f32 and f64"}),
        usage("Palette", {"--palette", "vridis"}, {"--palette", "'vridis'", "'viridis'", "lyap palettes"}),
        usage("PaletteEmpty", {"--palette", ""}, {"--palette", "''"}),
        usage("PaletteFileMissing", {"--palette", "no.map"}, {"--palette", "'no.map'", "does not exist"}),
        usage("PaletteFileWrong", {"--palette", "three.map"}, {"--palette", "'three.map' line 2", "'R G B'"}),
        usage("PaletteFolder", {"--palette", "pictures/"}, {"--palette", "'pictures/'", "folder"}),
        usage("Backend", {"--backend", "cpu-avx"}, {"--backend", "'cpu-avx'", "'cpu-avx2'", "auto, cpu, cuda"}),
        usage("BackendEmpty", {"--backend", ""}, {"--backend", "''", "auto, cpu, cuda"}),
        usage("Option", {"--palete", "viridis"}, {"--palete", "--palette"}),
        usage("OptionWithTerminalCodes", {"--a\x1b[31m\r\n"}, {"--a"}),
        usage("FlagWithAValue", {"--quiet=7"}, {"--quiet", "7"}),
        ErrorCase{"Command", {"rendr"}, kWrongUsage, {"rendr", "render"}},
        ErrorCase{"NoCommand", {}, kWrongUsage, {"render", "backends", "palettes"}},
        ErrorCase{"ArgumentOfPalettes", {"palettes", "viridis"}, kWrongUsage, {"viridis"}},
        usage("ConfigMissing", {"--config", "no.toml"}, {"--config", "no.toml"}),
        usage("ConfigFolder", {"--config", "pictures"}, {"--config", "pictures"}),
        usage("ConfigBinary", {"--config", "binary.toml"}, {"binary.toml:1: "}),
        usage("ConfigUnknownKey", {"--config", "unknown.toml"}, {"unknown.toml", "palete", "palette"}),
        usage("ConfigWrongValue", {"--config", "wrong.toml"},
              {"wrong.toml:1: --iterations: 'many'", "not a whole number"}),
        usage("ConfigEndless", {"--config", "/dev/zero"}, {"--config", "/dev/zero", "too large"}),
        usage("ConfigTwice", {"--config", "wrong.toml", "--config", "wrong.toml"}, {"--config"})),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Outputs, CliErrorTest,
    ::testing::Values(
        output("MissingFolder", "no/a.png", {"'no/a.png'", "no folder 'no'", "create it"}),
        output("Folder", "pictures", {"'pictures'", "is a directory", "name a file"}),
        output("FolderWithASlash", "pictures/", {"'pictures/'", "is a directory", "name a file"}),
        output("FileAsAFolder", "old.png/a.png", {"'old.png/a.png'", "Not a directory"}),
        output("FullDisk", "/dev/full", {"'/dev/full'", "No space left"}),
        output("LinkToItself", "loop.png", {"'loop.png'", "symbolic links"}),
        output("LinkIntoAMissingFolder", "dangling.png", {"'dangling.png'", "no folder", "nowhere"}),
        output("NameTooLong", std::string(300, 'a') + ".png", {"too long"}),
        output("TerminalCodes", "no\x1b[31m\n/a.png", {"no folder"}),
        ErrorCase{
            "Empty", {"render", "AB", "--size", "9x9", "-o", ""}, kWrongUsage, {"output file", "empty", "name a file"}},
        ErrorCase{"OtherFormat", {"render", "AB", "-o", "a.jpg"}, kWrongUsage, {"-o: 'a.jpg'", ".jpg", ".png"}},
        ErrorCase{"SheetInAMissingFolder", {"palettes", "-o", "no/a.png"}, kFailed, {"no folder 'no'"}}),
    case_name);

using CliRefusalTest = CliTest;

TEST_F(CliRefusalTest, ABackendThatCannotRunHereIsNeverReplaced) {
  for (const std::string& line : split_lines(run("backends").out)) {
    const auto reason = line.find("cannot run: ");
    if (reason == std::string::npos) continue;
    const std::string backend = split_words(line).front();
    const ProgramResult result = run("render AB --size 9x9 -o a.png --backend " + backend);
    EXPECT_EQ(result.status, kFailed);
    const std::vector<std::string> words{"the backend " + backend + " cannot run here: ",
                                         line.substr(reason + std::string("cannot run: ").size())};
    EXPECT_THAT(result.err, IsErrorLineWith(words));
    EXPECT_THAT(folder_.names(), IsEmpty());
  }
}

TEST_F(CliRefusalTest, WhatTheUserMayNotWriteIsRefused) {
  fs::create_directory(folder_ / "closed");
  make_file(folder_ / "closed/old.png", "old");
  make_file(folder_ / "protected.png", "old");
  fs::permissions(folder_ / "protected.png", fs::perms(0444));
  fs::permissions(folder_ / "closed", fs::perms(0555));
  fs::permissions(folder_.path(), fs::perms(0777));
  const auto before = snapshot();
  for (const char* path : {"closed/a.png", "closed/old.png", "protected.png"}) {
    Launch as_nobody = launch("render AB --size 9x9 -o " + std::string(path));
    as_nobody.unprivileged = true;
    const ProgramResult result = run_program(as_nobody);
    EXPECT_EQ(result.status, kFailed) << path;
    EXPECT_THAT(result.err, IsErrorLineWith(std::vector<std::string>{path, "Permission denied"}));
  }
  EXPECT_EQ(snapshot(), before);
}

TEST_F(CliRefusalTest, APaletteFileThatCannotBeReadIsAFailure) {
  make_file(folder_ / "private.map", "0 0 0\n1 1 1\n");
  fs::permissions(folder_ / "private.map", fs::perms(0));
  fs::permissions(folder_.path(), fs::perms(0777));
  Launch as_nobody = launch("render AB --size 9x9 -o a.png --palette private.map");
  as_nobody.unprivileged = true;
  const ProgramResult result = run_program(as_nobody);
  EXPECT_EQ(result.status, kFailed);
  EXPECT_THAT(result.err,
              IsErrorLineWith(std::vector<std::string>{"palette file", "private.map", "Permission denied"}));
}

}  // namespace
}  // namespace lyap
