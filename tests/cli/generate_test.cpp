#include "tests/cli/film.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <regex>
#include <string>
#include <vector>

namespace lyap {
namespace {

using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

/// Whether a shell or a tool is there to try a script with.
bool is_installed(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

/// The program's tree as the help tells it is what manual pages and completions must have.
class GenerateTest : public CliFilmTest {
 protected:
  std::string generated(const std::string& kind) const { return answered("--generate " + kind); }

  std::string answered(const std::string& line) const {
    const ProgramResult result = run(line);
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.err, "");
    return result.out;
  }

  /// The commands that have a help of their own in this program, and those below them.
  std::vector<std::string> commands() const {
    std::vector<std::string> names;
    const std::string help = answered("--help");
    const std::size_t first = help.find("Subcommands:");
    const std::string list = help.substr(first, help.find("Examples:", first) - first);
    const std::regex entry("\n  ([a-z]+) ");
    for (std::sregex_iterator at(list.begin(), list.end(), entry), end; at != end; ++at) {
      if ((*at)[1] != "bench" && (*at)[1] != "explore") names.push_back((*at)[1]);
    }
    EXPECT_GE(names.size(), 9U);
    for (const std::string below : {"status", "join", "cancel", "resume"}) names.push_back("farm " + below);
    return names;
  }

  /// "--size" and all others that the help of the command names at the beginning of a line.
  std::vector<std::string> options(const std::string& command) const {
    std::vector<std::string> names;
    const std::string help = answered(command + " --help");
    const std::regex line("\n  (-[^ ]*)");
    const std::regex name("--[a-z0-9-]+");
    for (std::sregex_iterator at(help.begin(), help.end(), line), end; at != end; ++at) {
      const std::string words = (*at)[1];
      for (std::sregex_iterator one(words.begin(), words.end(), name); one != end; ++one) names.push_back(one->str());
    }
    EXPECT_THAT(names, ::testing::Contains("--help"));
    return names;
  }

  /// What a shell says to the line in the test's folder, errors too.
  std::string output_of_shell(const std::string& line) const {
    const std::string command = "cd '" + folder_.path().string() + "' && { " + line + "; } 2>&1";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
    std::string output;
    for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) output += static_cast<char>(c);
    return output;
  }

  /// What bash makes of this line when Tab is pressed at its end, sorted.
  std::vector<std::string> completed(const std::vector<std::string>& words) const {
    make_file(folder_ / "lyap.bash", generated("bash"));
    std::string script = "source ./lyap.bash; COMP_WORDS=(";
    for (const std::string& word : words) script += "'" + word + "' ";
    script += "); COMP_CWORD=" + std::to_string(words.size() - 1) + "; _lyap; printf '%s\\n' \"${COMPREPLY[@]}\"";
    make_file(folder_ / "try.bash", script);
    std::vector<std::string> replies = split_lines(output_of_shell("bash try.bash"));
    std::ranges::sort(replies);
    return replies;
  }
};

TEST_F(GenerateTest, EveryCommandAndOptionOfTheHelpIsInAllOfThem) {
  for (const std::string kind : {"man", "bash", "zsh", "fish"}) {
    const std::string text = generated(kind);
    for (const std::string& command : commands()) {
      // fish has the words of "farm status" apart.
      const std::string last_word = command.substr(command.rfind(' ') + 1);
      EXPECT_THAT(text, HasSubstr(kind == "fish" ? last_word : command));
      for (std::string option : options(command)) {
        if (kind == "man") option = std::regex_replace(option, std::regex("-"), "\\-");
        if (kind == "fish") option = " -l " + option.substr(2);
        EXPECT_THAT(text, HasSubstr(option)) << kind << " of " << command;
      }
    }
  }
}

TEST_F(GenerateTest, BashCompletesCommandsOptionsAndValues) {
  if (!is_installed("bash")) GTEST_SKIP() << "bash is not installed";
  EXPECT_THAT(completed({"lyap", "re"}), UnorderedElementsAre("recolor", "render"));
  EXPECT_THAT(completed({"lyap", "render", "AB", "--show"}), UnorderedElementsAre("--show"));
  EXPECT_THAT(completed({"lyap", "render", "AB", "--show", ""}), UnorderedElementsAre("exponent", "period"));
  EXPECT_THAT(completed({"lyap", "render", "--palette", "=", "viri"}), UnorderedElementsAre("viridis", "viridis_r"));
  EXPECT_THAT(completed({"lyap", "compare", "--left", "cpu-avx"}), UnorderedElementsAre("cpu-avx2", "cpu-avx512"));
  EXPECT_THAT(completed({"lyap", "render", "--set", "C"}), UnorderedElementsAre("C="));
  EXPECT_THAT(completed({"lyap", "farm", "st"}), UnorderedElementsAre("status"));
  EXPECT_THAT(completed({"lyap", "farm", "status", "--js"}), UnorderedElementsAre("--json"));
  make_file(folder_ / "my picture.png", "");
  EXPECT_THAT(completed({"lyap", "show", "my"}), UnorderedElementsAre("my picture.png"));
}

TEST_F(GenerateTest, EachShellReadsItsScript) {
  for (const auto& [shell, check] : {std::pair("bash", "bash -n"), {"zsh", "zsh -n"}, {"fish", "fish --no-execute"}}) {
    if (!is_installed(shell)) continue;
    make_file(folder_ / "script", generated(shell));
    EXPECT_EQ(output_of_shell(std::string(check) + " script && echo good"), "good\n") << shell;
  }
}

TEST_F(GenerateTest, TheManualPageIsReadWithoutWarnings) {
  if (!is_installed("groff")) GTEST_SKIP() << "groff is not installed";
  make_file(folder_ / "lyap.1", generated("man"));
  EXPECT_EQ(output_of_shell("groff -man -Tutf8 -ww -z lyap.1 && echo good"), "good\n");
}

TEST_F(GenerateTest, OtherKindsAreRefused) {
  expect_error(2, "--generate mann", {"'mann' is not known, did you mean man?"});
  expect_error(2, "--generate powershell", {"there are man, bash, zsh and fish"});
}

}  // namespace
}  // namespace lyap
