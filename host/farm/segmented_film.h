#pragma once

#include "host/farm/farm_folder.h"
#include "host/jobs/film_job.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace lyap {

/// How a film is made in segments on one machine.
struct SegmentChoice {
  /// Go on with the segments that are there; without it, segments that are there are an error.
  bool resume = false;
  /// segment_frames() if empty.
  std::optional<std::int64_t> frames;
};

struct SegmentedResult {
  std::int64_t rendered = 0;
  std::int64_t skipped = 0;
  double seconds = 0;
};

/// The folder in which segments of a film wait until they are joined: loop.segments beside loop.mp4.
std::string segments_folder(const std::string& output);

/// Makes the film in segments, one after the other, and joins them: the file has the bytes that a farm of any number of
/// machines gives it. `progress` gets the frames that are done and those that were there already. Throws InvalidInput
/// and Failure as film_plan() does, and for a folder with segments of another film; Interrupted or Failure, whose
/// messages say how many segments were kept, which a later run goes on with.
SegmentedResult run_segmented_film(const FilmJob& job, const SegmentChoice& choice, Backend& backend, const Work& work,
                                   const std::function<void(std::int64_t done, std::int64_t skipped)>& progress = {});

}  // namespace lyap
