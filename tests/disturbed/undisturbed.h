#pragma once

#include "tests/disturbed/output_kinds.h"

#include <chrono>
#include <map>
#include <string>

namespace lyap {

/// What a kind of output is where nothing disturbs.
struct Undisturbed {
  /// The contents of the files, by name.
  std::map<std::string, std::string> files;
  std::string answer;
  std::chrono::steady_clock::duration time{};
};

/// Made in a folder of its own once in a test program; throws std::runtime_error if it cannot be made.
const Undisturbed& undisturbed(const OutputKind& kind);

/// What is wrong with the content of a file that was to become what `promise` says, "" if nothing is. `path` is where
/// it lies.
std::string fault_of(const OutputPromise& promise, const OutputKind& kind, const std::string& path);

/// How many frames of a film can be decoded; −1 where ffprobe complains of any.
int decoded_frames(const std::string& film);

}  // namespace lyap
