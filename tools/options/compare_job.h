#pragma once

#include "host/color/palette.h"
#include "host/spec/film.h"
#include "tools/options/compare_options.h"
#include "tools/options/compared_side.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lyap {

/// Comparisons that are ready to be made: each pair of sides for each frame.
struct CompareJob {
  /// The picture, or a film of several frames.
  Film film;
  bool is_film = false;
  /// Where both sides are files there is no sequence, and no picture but those in the files.
  bool has_picture = true;
  FrameRange range{0, 0};
  std::vector<std::pair<SideChoice, SideChoice>> pairs;
  Palette palette;
  Tolerance tolerance;
  std::optional<std::string> difference_sheet;
  std::optional<std::string> exponents_file;

  std::int64_t frames() const { return range.last - range.first + 1; }
  std::int64_t comparisons() const { return static_cast<std::int64_t>(pairs.size()) * frames(); }
  /// The picture of a frame of the range.
  RenderSpec spec(std::int64_t frame) const;
  /// The command line of the picture or film, or "" if there is none.
  std::string command_line() const;
};

/// "plane.npy" as "plane.left.npy".
std::string name_of_side(const std::string& path, const std::string& side);

/// What the options ask for. Throws InvalidInput or Failure if it cannot be done.
CompareJob compare_job_of(const CompareOptions& options);

}  // namespace lyap
