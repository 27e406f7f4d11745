#pragma once

#include <stdexcept>
#include <string>

namespace lyap {

/// The input cannot be used: a wrong option, value or file content. The message names what was wrong and what is
/// accepted. Programs exit with 2.
class InvalidInput : public std::invalid_argument {
 public:
  explicit InvalidInput(const std::string& problem) : std::invalid_argument(problem), problem_(problem) {}

  /// `option` is the one at fault, "--size"; the message is "option: problem", or `problem` if `option` is empty.
  InvalidInput(const std::string& option, const std::string& problem)
      : std::invalid_argument(option.empty() ? problem : option + ": " + problem), option_(option), problem_(problem) {}

  const std::string& option() const { return option_; }
  const std::string& problem() const { return problem_; }

 private:
  std::string option_;
  std::string problem_;
};

/// The input was right and the machine could not do it: a full disk, a missing device. Programs exit with 1.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The work was given up because a stop was requested.
class Interrupted : public std::runtime_error {
 public:
  /// `left` says what is left of the work, if anything is.
  explicit Interrupted(const std::string& left = "")
      : std::runtime_error(left.empty() ? "interrupted" : "interrupted; " + left) {}
};

}  // namespace lyap
