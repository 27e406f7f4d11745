#pragma once

#include <string>
#include <utility>
#include <vector>

namespace lyap {

/// A file that a run of the program makes.
struct OutputPromise {
  enum class Nature {
    kExact,  // the same bytes in every run
    kFilm,   // of an encoder: all of its frames can be decoded
    kJson,   // of measurements: an object of JSON
  };
  std::string name;
  Nature nature = Nature::kExact;
  int frames = 0;
};

/// One way in which the program gives something away, as a command line for an empty folder. A run takes a fraction of
/// a second.
struct OutputKind {
  enum class Answer {
    kNone,    // standard output gets nothing
    kReport,  // text; a reader that is gone is no failure
    kOutput,  // what the run is for
  };
  std::string name;
  /// Words of the command line; none of them holds blanks.
  std::string line;
  std::vector<OutputPromise> files;
  Answer answer = Answer::kNone;
  /// What ffmpeg must be able to encode with; "" for no ffmpeg.
  std::string encoder = {};
  /// Files that have to be there, with their contents.
  std::vector<std::pair<std::string, std::string>> inputs = {};
};

/// Every kind of output.
const std::vector<OutputKind>& output_kinds();

/// The kind with that name.
const OutputKind& output_kind(const std::string& name);

/// Why a kind cannot be made here, "" if it can.
std::string what_is_missing(const OutputKind& kind);

}  // namespace lyap
