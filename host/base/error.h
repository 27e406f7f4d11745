#pragma once

#include <stdexcept>
#include <string>

namespace lyap {

/// The input cannot be used: a wrong value, name or file content. The message names what was wrong and what is
/// accepted.
///
/// Where one value is at fault the error names its field: the key that a job is described by ("iterations",
/// "zoom-factor", see host/spec/settings.h), or what a picture has several of: "window of A", "rate of C", "timeline of
/// x0". The caller maps the field to what its own user wrote: an option, a key of JSON, a keyword argument.
class InvalidInput : public std::invalid_argument {
 public:
  explicit InvalidInput(const std::string& problem) : std::invalid_argument(problem), problem_(problem) {}

  /// The message is "field: problem", or `problem` if `field` is empty.
  InvalidInput(const std::string& field, const std::string& problem)
      : std::invalid_argument(field.empty() ? problem : field + ": " + problem), field_(field), problem_(problem) {}

  const std::string& field() const { return field_; }
  const std::string& problem() const { return problem_; }

 private:
  std::string field_;
  std::string problem_;
};

/// The input is valid, but the machine could not do the work: a full disk, a missing device.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A file could not be written or read.
class FileFailure : public Failure {
 public:
  using Failure::Failure;
};

/// The work was given up because a stop was requested.
class Interrupted : public std::runtime_error {
 public:
  /// `left` describes the partial output that was kept; empty if there is none.
  explicit Interrupted(const std::string& left = "")
      : std::runtime_error(left.empty() ? "interrupted" : "interrupted; " + left) {}
};

}  // namespace lyap
