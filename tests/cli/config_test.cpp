#include "tests/cli/cli_test.h"

#include <string>

namespace lyap {
namespace {

using ::testing::ElementsAre;

class CliConfigTest : public CliTest {
 protected:
  /// Both command lines make the same file, Comment and all.
  void expect_same_picture(const std::string& configured, const std::string& spelled_out) const {
    succeed(configured + " -o configured.png");
    succeed(spelled_out + " -o spelled_out.png");
    EXPECT_TRUE(content("configured.png") == content("spelled_out.png"))
        << decoded("configured.png").text_of("Comment") << "\n"
        << decoded("spelled_out.png").text_of("Comment");
  }
};

TEST_F(CliConfigTest, AFileSetsWhatTheOptionsSet) {
  make_file(folder_ / "a.toml",
            "# Zircon and friends\n"
            "seq = \"ABCD\"\n"
            "size = \"40x30\"\n"
            "a = \"2.5:3.4\"   # the interesting part\n"
            "b = '2.2:3.9'\n"
            "set = [\"C=3.1\", \"D=2\"]\n"
            "iterations = 300\n"
            "transient = 5\n"
            "phase = 0\n"
            "x0 = 0.25\n"
            "precision = \"f64\"\n"
            "palette = \"viridis\"\n"
            "backend = \"cpu\"\n"
            "threads = 1\n");
  expect_same_picture("render --config a.toml",
                      "render ABCD --size 40x30 --a 2.5:3.4 --b 2.2:3.9 --set C=3.1 --set D=2 --iterations 300"
                      " --transient 5 --phase 0 --x0 0.25 --precision f64 --palette viridis --backend cpu --threads 1");
}

TEST_F(CliConfigTest, AFileMayUseTheNotebooksSpellings) {
  make_file(
      folder_ / "a.toml",
      "width = 40\nheight = 30\nxmin = 2.5\nxmax = 3.4\nymin = -1\nymax = 3\nits = 300\npal = \"jet\"\ncores = 1\n");
  expect_same_picture("render AB --config a.toml",
                      "render AB --size 40x30 --a 2.5:3.4 --b=-1:3 --iterations 300 --palette jet --threads 1");
}

TEST_F(CliConfigTest, AFileNamesAxesAndOutput) {
  make_file(folder_ / "a.toml",
            "SEQUENCE = \"ABC\"\nsize = \"40x30\"\nhorizontal = \"C=2:4\"\nset = \"A=3\"\noutput = \"named.png\"\n");
  succeed("render --config a.toml");
  succeed("render ABC --size 40x30 --horizontal C=2:4 --set A=3 -o spelled_out.png");
  EXPECT_TRUE(content("named.png") == content("spelled_out.png"));
}

TEST_F(CliConfigTest, OptionsMayStandUnderTheirCommand) {
  make_file(folder_ / "a.toml", "[render]\nsize = \"40x30\"\n[palettes]\noutput = \"sheet.png\"\n");
  expect_same_picture("render AB --config a.toml", "render AB --size 40x30");
  succeed("palettes --config a.toml");
  EXPECT_GT(decoded("sheet.png").height, 0U);
}

TEST_F(CliConfigTest, TheFileMayBeNamedBeforeTheCommand) {
  make_file(folder_ / "a.toml", "size = \"40x30\"\r\n");
  expect_same_picture("--config a.toml render AB", "render AB --size 40x30");
}

TEST_F(CliConfigTest, TheFileCanMakeTheProgramQuiet) {
  make_file(folder_ / "a.toml", "size = \"9x9\"\nquiet = true\n");
  EXPECT_EQ(run("render AB --config a.toml").err, "");
}

TEST_F(CliConfigTest, TheCommandLineOverridesTheFile) {
  make_file(folder_ / "a.toml", "size = \"9x9\"\niterations = 7\nset = [\"C=3.1\", \"D=2\"]\na = \"1:2\"\n");
  expect_same_picture("render ABC --config a.toml --size 40x30 --its 300 --set C=3 --a 2:3",
                      "render ABC --size 40x30 --iterations 300 --set C=3 --a 2:3");
}

TEST_F(CliConfigTest, TheCommandLineOverridesTheFileInAnySpelling) {
  make_file(folder_ / "notebook.toml", "seq = \"BA\"\nwidth = 9\nheight = 9\nxmin = 0\nymax = 3\n");
  expect_same_picture("render AB --config notebook.toml --size 40x30 --a 2.5:3 --vertical B=2:3.5",
                      "render AB --size 40x30 --a 2.5:3 --b 2:3.5");
  make_file(folder_ / "windows.toml", "SEQUENCE = \"BA\"\nsize = \"9x9\"\na = \"0:1\"\nvertical = \"C=1:2\"\n");
  expect_same_picture("render --seq AB --config windows.toml --width 40 --height 30 --xmin 2.5 --xmax 3 --b 2:3.5",
                      "render AB --size 40x30 --a 2.5:3 --b 2:3.5");
}

TEST_F(CliConfigTest, AnUnknownKeyIsRefused) {
  for (const std::string content :
       {"size = \"9x9\"\npalete = \"jet\"\n", "[render]\npalete = 3\n", "[palete]\na = 1\n"}) {
    make_file(folder_ / "a.toml", content);
    const ProgramResult result = run("render AB --config a.toml -o a.png");
    EXPECT_EQ(result.status, 2);
    EXPECT_THAT(result.err, IsErrorLineWith(std::vector<std::string>{"a.toml:", "palete"})) << content;
    EXPECT_THAT(folder_.names(), ElementsAre("a.toml"));
  }
}

TEST_F(CliConfigTest, AWrongValueIsRefusedLikeThatOfAnOption) {
  for (const auto& [content, words] :
       {std::pair<std::string, std::vector<std::string>>{"iterations = 1\n",
                                                         {"a.toml:1: --iterations: '1'", "2 to 50000000"}},
        {"its = 1\n", {"a.toml:1: --iterations: '1'", "2 to 50000000"}},
        {"\n\na = \"3:2\"\n", {"a.toml:3: --a: '3:2'", "MIN:MAX"}},
        {"size = 40\n", {"a.toml:1: --size: '40'", "1920x1080"}},
        {"size = \"9x9\"\nset = \"C=3\"", {"a.toml:2: --set C=RATE: letter C is not in the sequence"}},
        {"size =\n", {"a.toml:1: "}},
        {"# quiet\nquiet = maybe\n", {"a.toml:2: "}},
        {"quiet = \"maybe\"\n", {"a.toml:1: ", "maybe"}},
        {"quiet = [true]\n", {"a.toml:1: ", "quiet"}},
        {"size = 2020-01-01\n", {"a.toml:1: ", "size"}},
        {"iterations = [300, 400]\n", {"a.toml:1: ", "--iterations"}},
        {"size = \"9x9\"\nsize = \"8x8\"\n", {"a.toml:2: ", "size"}}}) {
    make_file(folder_ / "a.toml", content);
    const ProgramResult result = run("render AB --config a.toml -o a.png");
    EXPECT_EQ(result.status, 2) << content;
    EXPECT_THAT(result.err, IsErrorLineWith(words)) << content;
    EXPECT_EQ(result.out, "");
  }
}

}  // namespace
}  // namespace lyap
