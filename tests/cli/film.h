#pragma once

#include "tests/cli/cli_test.h"
#include "tests/support/probed_film.h"

#include <filesystem>
#include <string>
#include <vector>
#include <wordexp.h>

namespace lyap {

/// A small film of a circle, 16x16 pixels a frame; the number of frames and the output are missing.
inline constexpr const char* kCircleFilm =
    "animate ACDBCD --circle C,D --center 2.95,2.95 --radius 0.25 --size 16x16 --iterations 30 --threads 1 ";

/// Films that the program makes in an empty folder.
class CliFilmTest : public CliTest {
 protected:
  /// Runs what a shell makes of "lyap …".
  ProgramResult run_in_shell(const std::string& line) const {
    wordexp_t words{};
    EXPECT_EQ(::wordexp(line.c_str(), &words, WRDE_NOCMD | WRDE_UNDEF), 0) << line;
    Launch launch = this->launch("");
    launch.arguments.assign(words.we_wordv + 1, words.we_wordv + words.we_wordc);
    ::wordfree(&words);
    return run_program(launch);
  }

  /// Runs `lyap LINE`, which must be refused or fail in one line with all `words`.
  void expect_error(int status, const std::string& line, const std::vector<std::string>& words) const {
    const ProgramResult result = run(line);
    EXPECT_EQ(result.status, status) << "lyap " << line;
    EXPECT_THAT(result.err, IsErrorLineWith(words)) << "lyap " << line;
  }

  std::string comment(const std::string& name) const { return decoded(name).text_of("Comment"); }

  std::string probed(const std::string& name, const std::string& key) const {
    return property(properties_of(folder_ / name), key);
  }

  /// A program in the folder that does what `script` says, by the name that --ffmpeg takes.
  std::string program(const std::string& script) const {
    make_file(folder_ / "fake", "#!/bin/sh\n" + script + "\n");
    std::filesystem::permissions(folder_ / "fake", std::filesystem::perms(0755));
    return "./fake";
  }
};

}  // namespace lyap
