#pragma once

#include "host/color/palette.h"
#include "host/compare/verdict.h"
#include "host/jobs/compared_side.h"
#include "host/jobs/film_settings.h"
#include "host/spec/settings.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lyap {

/// Comparisons that are checked and ready to run: each pair of sides for each frame.
struct ComparisonJob {
  /// The picture, or a film of several frames.
  Film film;
  bool is_film = false;
  /// False where both sides are files: then `film` has no sequence, and the files alone determine the picture.
  bool has_picture = true;
  FrameRange range{0, 0};
  std::vector<std::pair<SideChoice, SideChoice>> pairs;
  Palette palette;
  Tolerance tolerance;
  std::optional<std::string> difference_sheet;
  std::optional<std::string> exponents_file;

  std::int64_t frames() const { return range.frames(); }
  std::int64_t comparisons() const { return static_cast<std::int64_t>(pairs.size()) * frames(); }
  /// The picture of a frame of the range.
  RenderSpec spec(std::int64_t frame) const;
  /// The command line of the picture or film, or "" if there is none.
  std::string command_line() const;
};

/// The fields of a comparison: those of film_fields(), fields_without_meaning(), and
///
///     left, right      "cpu-avx2", "cpu-avx2:f64" or "plane.npy"; by default the best of the processor, and what it is
///                      best compared with
///     all              true: every backend that can run here with cpu-scalar
///     tolerance        "0.001", "0.001:2%"
///     range            "0:9"; which frames of a film are compared, all if there is none; `frames` may say it, too
///     film-frames      how many frames the film has, where no duration tells
///     diff             a PNG file of both pictures and where they differ
///     save-exponents   "NAME.npy" for NAME.left.npy and NAME.right.npy
std::vector<std::string> comparison_fields();

/// Fields of stills and films that change no exponent: they may be there, so that the command of a picture or film can
/// be compared as it is.
std::vector<std::string> fields_without_meaning();

/// The comparison that the fields describe; `timeline` as in read_film(). Throws InvalidInput, naming the field, and
/// Failure if a backend cannot run here or a file cannot be read.
ComparisonJob read_comparison_job(const Settings& settings, const std::vector<Movement>& timeline = {});

/// "plane.npy" as "plane.left.npy".
std::string name_of_side(const std::string& path, const std::string& side);

}  // namespace lyap
