#pragma once

#include <stdexcept>

namespace lyap {

/// The input cannot be used: a wrong option, value or file content. The message names what was wrong and what is
/// accepted. Programs exit with 2.
class InvalidInput : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// The input was right and the machine could not do it: a full disk, a missing device. Programs exit with 1.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The work was given up because a stop was requested.
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("interrupted") {}
};

}  // namespace lyap
