#pragma once

#include "host/film/frame_names.h"
#include "host/jobs/batch_job.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lyap {

/// Where the jobs of a batch write, to find out that two of them would write the same file: as their output, as a frame
/// of a sequence, or as the part that a film is until it is whole.
class OutputPlaces {
 public:
  /// What a job would write and an earlier one writes too.
  struct Conflict {
    std::string path;
    /// The number of the earlier job, in the order of add().
    std::size_t job;
  };

  /// Adds a job, unless it has a conflict with one that was added before.
  std::optional<Conflict> add(const BatchJob& job);

 private:
  struct Sequence {
    FrameNames names;
    std::filesystem::path folder;
    FrameRange range;
    std::size_t job;
  };

  std::optional<Conflict> conflict_of_file(const std::string& path) const;
  std::optional<Conflict> conflict_of_sequence(const Sequence& sequence) const;
  static bool has_frame(const Sequence& sequence, const std::filesystem::path& place);

  std::map<std::filesystem::path, std::size_t> files_;
  std::vector<Sequence> sequences_;
  std::size_t jobs_ = 0;
};

}  // namespace lyap
