#include "tests/cli/cli_test.h"

#include <filesystem>
#include <string>
#include <tuple>
#include <utility>
#include <vector>
#include <wordexp.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::StartsWith;

/// The words that a shell makes of a command line.
std::vector<std::string> shell_words(const std::string& line) {
  wordexp_t expansion{};
  if (::wordexp(line.c_str(), &expansion, WRDE_NOCMD | WRDE_UNDEF) != 0) return {"not a command line: " + line};
  std::vector<std::string> words(expansion.we_wordv, expansion.we_wordv + expansion.we_wordc);
  ::wordfree(&expansion);
  return words;
}

class CliRenderTest : public CliTest {
 protected:
  /// Runs the command line in the Comment of `name`; it must make the same file again.
  void expect_comment_makes_it_again(const std::string& name) const {
    const std::string comment = decoded(name).text_of("Comment");
    std::vector<std::string> words = shell_words(comment);
    ASSERT_EQ(words.front(), "lyap") << comment;
    Launch again = launch("");
    again.arguments.assign(words.begin() + 1, words.end());
    again.arguments.insert(again.arguments.end(), {"-o", "again.png"});
    const ProgramResult result = run_program(again);
    EXPECT_EQ(result.status, 0) << comment << "\n" << result.err;
    EXPECT_TRUE(content("again.png") == content(name)) << comment;
  }

  std::vector<std::string> available_backends() const {
    std::vector<std::string> names;
    for (const std::string& line : split_lines(run("backends").out)) {
      if (line.find("runs here") != std::string::npos) names.push_back(split_words(line).front());
    }
    return names;
  }
};

TEST_F(CliRenderTest, DefaultsAreFourKTwoToFourFourHundredIterationsAndTwilight) {
  succeed("render AB --iterations 2 -o size.png");
  EXPECT_THAT(decoded("size.png").text_of("Comment"), HasSubstr(" --size 3840x2160 "));
  succeed("render AB --size 40x30 -o rest.png");
  EXPECT_EQ(decoded("rest.png").text_of("Comment"),
            "lyap render 'AB' --horizontal A=2:4 --vertical B=2:4 --size 40x30 --iterations 400 --transient 0 --phase 1"
            " --x0 0.5 --precision f32 --palette 'twilight'");
}

TEST_F(CliRenderTest, UpTo256ColorsAreIndexed) {
  make_file(folder_ / "two.txt", "#000000\n#ffffff\n");
  for (const auto& [palette, colors] :
       {std::pair("viridis", 256U), std::pair("Accent", 8U), std::pair("two.txt", 2U)}) {
    succeed("render AB --size 40x30 -o a.png --palette " + std::string(palette));
    const DecodedPng image = decoded("a.png");
    EXPECT_EQ(image.color_type, PNG_COLOR_TYPE_PALETTE);
    EXPECT_EQ(image.bit_depth, 8);
    EXPECT_EQ(image.palette.size(), colors);
    EXPECT_EQ(image.pixels.size(), 40U * 30U);
  }
}

TEST_F(CliRenderTest, MoreColorsAreRgb) {
  std::string many = "GIMP Palette\n";
  for (int i = 0; i < 257; ++i) many += std::to_string(i % 256) + " 0 0\n";
  make_file(folder_ / "many.gpl", many);
  for (const std::string palette : {"twilight", "many.gpl"}) {
    succeed("render AB --size 40x30 -o a.png --palette " + palette);
    const DecodedPng image = decoded("a.png");
    EXPECT_EQ(image.color_type, PNG_COLOR_TYPE_RGB);
    EXPECT_EQ(image.bit_depth, 8);
    EXPECT_EQ(image.pixels.size(), 3U * 40U * 30U);
  }
}

TEST_F(CliRenderTest, TheSizeIsWidthTimesHeight) {
  for (const auto& [size, width, height] :
       {std::tuple("1x1", 1U, 1U), std::tuple("40x30", 40U, 30U), std::tuple("30000x1", 30000U, 1U),
        std::tuple("1x30000", 1U, 30000U), std::tuple("720p", 1280U, 720U)}) {
    succeed("render AB --its 20 -o a.png --size " + std::string(size));
    const DecodedPng image = decoded("a.png");
    EXPECT_EQ(image.width, width);
    EXPECT_EQ(image.height, height);
  }
}

TEST_F(CliRenderTest, TheFileNamesTheProgramAndTheFractal) {
  succeed("render A3(AB)2 --size 40x30 -o a.png");
  const std::string version = split_lines(run("--version").out).front();
  EXPECT_THAT(decoded("a.png").text, ElementsAre(Pair("Software", version), Pair("Title", "Lyapunov fractal A4BAB"),
                                                 Pair("Comment", StartsWith("lyap render 'A4BAB' ")),
                                                 Pair("Recipe", StartsWith("{\"lyap\":\""))));
}

TEST_F(CliRenderTest, TheCommentIsACommandLineThatMakesTheSameFileAgain) {
  for (const std::string line :
       {"render AB --size 40x30", "render AB --size 40x30 --a 3.82:3.8200001 --b=-1.5:0.1",
        "render (AB)2C3D --set C=-0.1 --set D=3.3333333333333335 --phase 5 --x0 0.3 --transient 77 --its 300 --pal "
        "jet_r"
        " --precision f64 --backend cpu-scalar --size 33x44",
        "render zyzx --horizontal z=1:2 --vertical y --set X=1e-3 --size 20x20 --palette Set1"}) {
    succeed(line + " -o a.png");
    expect_comment_makes_it_again("a.png");
  }
}

TEST_F(CliRenderTest, TheCommentSurvivesTheShellWhateverThePalettesFileIsCalled) {
  const std::string name = "it's $HOME \"and\" `more`.map";
  make_file(folder_ / name, "0 0 0\n255 255 255\n");
  Launch launch = this->launch("render AB --size 40x30 -o a.png --palette");
  launch.arguments.push_back(name);
  ASSERT_EQ(run_program(launch).status, 0);
  expect_comment_makes_it_again("a.png");
}

TEST_F(CliRenderTest, TheNotebooksSpellingsMeanTheSame) {
  succeed(
      "render ABC -o long.png --size 40x30 --a 2.5:3.4 --b 2.2:3.9 --iterations 300 --palette viridis --threads 1"
      " --set C=3");
  succeed(
      "render --seq ABC --fname short.png --width 40 --height 30 --xmin 2.5 --xmax 3.4 --ymin 2.2 --ymax 3.9"
      " --its 300 --pal viridis --cores 1 --set C=3");
  EXPECT_TRUE(content("short.png") == content("long.png"));
}

TEST_F(CliRenderTest, AnyLettersCanSpanThePlane) {
  succeed("render ABC --horizontal C=2:3.5 --vertical B=2.5:4 --set A=3 --size 40x30 -o a.png");
  EXPECT_THAT(decoded("a.png").text_of("Comment"), HasSubstr(" --horizontal C=2:3.5 --vertical B=2.5:4 --set A=3 "));
  succeed("render BCA --horizontal A=2:3.5 --vertical C=2.5:4 --set B=3 --size 40x30 -o renamed.png");
  EXPECT_EQ(decoded("renamed.png").pixels, decoded("a.png").pixels);
}

TEST_F(CliRenderTest, AWindowMayBeNegative) {
  succeed("render AB --a=-2:-1 --b -2:-1 --size 40x30 -o equals.png");
  succeed("render AB --xmin -2 --xmax -1 --ymin -2 --ymax -1 --size 40x30 -o limits.png");
  EXPECT_TRUE(content("limits.png") == content("equals.png"));
  EXPECT_THAT(decoded("equals.png").text_of("Comment"), HasSubstr("A=-2:-1 --vertical B=-2:-1"));
}

TEST_F(CliRenderTest, EveryBackendMakesTheSamePixels) {
  for (const std::string precision : {"f32", "f64"}) {
    const std::string line =
        "render AABAB --size 131x57 --palette viridis --precision " + precision + " -o a.png --backend ";
    succeed(line + "auto");
    const std::string expected = content("a.png");
    for (const std::string& backend : available_backends()) {
      succeed(line + backend);
      EXPECT_TRUE(content("a.png") == expected) << backend << " " << precision;
    }
  }
}

TEST_F(CliRenderTest, TheBackendThatWasNamedComputes) {
  for (const std::string& backend : available_backends()) {
    EXPECT_THAT(run("render AB --size 40x30 -o a.png --backend " + backend).err, StartsWith(backend + " ("));
  }
}

TEST_F(CliRenderTest, EveryNumberOfThreadsMakesTheSamePixels) {
  const std::string line = "render AABAB --size 131x570 --backend cpu -o a.png --threads ";
  succeed(line + "0");
  const std::string expected = content("a.png");
  for (const std::string threads : {"1", "2", "7"}) {
    succeed(line + threads);
    EXPECT_TRUE(content("a.png") == expected) << threads;
  }
}

TEST_F(CliRenderTest, WithoutANameTheFileIsCalledLikeTheSequenceAndReplacesNothing) {
  make_file(folder_ / "A3B.png", "old");
  fs::create_symlink("nowhere", folder_ / "A3B-2.png");
  succeed("render AAAB --size 9x9");
  succeed("render AAAB --size 9x9");
  EXPECT_EQ(content("A3B.png"), "old");
  EXPECT_THAT(folder_.names(), ElementsAre("A3B-2.png", "A3B-3.png", "A3B-4.png", "A3B.png"));
  EXPECT_EQ(decoded("A3B-3.png").width, 9U);
}

TEST_F(CliRenderTest, ANamedFileIsReplaced) {
  make_file(folder_ / "a.png", "old");
  succeed("render AB --size 9x9 -o a.png");
  EXPECT_EQ(decoded("a.png").width, 9U);
  EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
}

TEST_F(CliRenderTest, MinusWritesToStandardOutput) {
  succeed("render AB --size 40x30 -o a.png");
  const ProgramResult result = run("render AB --size 40x30 -o -");
  EXPECT_EQ(result.status, 0);
  EXPECT_TRUE(result.out == content("a.png"));
  EXPECT_THAT(result.err, HasSubstr(": standard output (40x30)\n"));
  EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
}

/// The pixels are 256 and 384 MiB.
TEST_F(CliRenderTest, APictureLargerThanTheMemoryAllowedIsWritten) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers need memory of their own";
#endif
  constexpr long kAllowedKibibytes = 64 << 10;
  for (const std::string picture : {"--palette gray --size 32768x8192", "--palette twilight --size 8192x16384"}) {
    const ProgramResult result = run("render AB --backend cpu --threads 2 --iterations 2 -o a.png " + picture);
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_LT(result.peak_kibibytes, kAllowedKibibytes) << picture;
  }
}

}  // namespace
}  // namespace lyap
