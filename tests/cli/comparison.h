#pragma once

#include "tests/cli/film.h"

#include <nlohmann/json.hpp>
#include <string>

namespace lyap {

/// Comparisons in an empty folder.
class CliComparison : public CliFilmTest {
 protected:
  /// Runs `lyap LINE`, which must end with `status` and say nothing on standard error, and returns its answer.
  std::string answer(int status, const std::string& line) const {
    const ProgramResult result = run(line);
    EXPECT_EQ(result.status, status) << "lyap " << line << "\n" << result.out << result.err;
    EXPECT_EQ(result.err, "") << "lyap " << line;
    return result.out;
  }

  nlohmann::json report(int status, const std::string& line) const {
    return nlohmann::json::parse(answer(status, line + " --json"));
  }
};

}  // namespace lyap
