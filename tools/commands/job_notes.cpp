#include "tools/commands/job_notes.h"

#include "host/jobs/window_settings.h"
#include "host/spec/film_notes.h"
#include "tools/commands/job_report.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

namespace lyap {
namespace {

std::string note_of(const Palette& palette) {
  return palette.note.empty() ? "" : note_text(fmt::format("{}: {}", palette.name, palette.note));
}

}  // namespace

std::string note_text(const std::string& note) {
  return note.empty() ? "" : fmt::format("note: {}\n", note);
}

std::string note_of_size(const Settings& given, const RenderSpec& spec) {
  constexpr double kVisible = 0.1;
  for (const char* field : {"size", "width", "height"}) {
    if (given.has(field)) return "";
  }
  if (!is_stretched(spec, kVisible)) return "";
  return note_text(fmt::format("{}x{} stretches the window; --height {} alone makes its pixels squares",
                               spec.size.width, spec.size.height, spec.size.height));
}

std::string notes_of(const StillJob& job) {
  return note_text(note_of_depth(job.spec)) + note_of(job.palette);
}

std::string notes_of(const FilmJob& job) {
  std::string text = note_of(job.palette);
  for (const std::string& note : notes_of(job.film)) text += note_text(note);
  return text;
}

std::string note_of_flatness(const StillJob& job, const StillTimings& timings) {
  constexpr double kFlat = 0.99;
  const bool is_meant = job.spec.shown != Quantity::kExponent || job.spec.tone.finds_levels;
  if (timings.share_of_one_color <= kFlat || is_meant) return "";
  return note_text(
      fmt::format("one colour has {:.1f} % of the picture; --levels auto spreads the palette over its exponents",
                  100 * timings.share_of_one_color));
}

std::string note_of_gaps(const std::vector<RecolorJob>& frames) {
  if (frames.size() < 2) return "";
  const auto distance = [&](std::size_t i) { return frames[i].frame - frames[i - 1].frame; };
  std::int64_t step = distance(1);
  for (std::size_t i = 2; i < frames.size(); ++i) step = std::min(step, distance(i));
  const std::int64_t all = (frames.back().frame - frames.front().frame) / step + 1;
  if (all == static_cast<std::int64_t>(frames.size())) return "";
  std::size_t behind = 1;
  while (distance(behind) == step) ++behind;
  return note_text(
      fmt::format("frame {} is missing, {} of {} are there", frames[behind - 1].frame + step, frames.size(), all));
}

std::string note_of(const LeftFrames& left) {
  if (left.count == 0) return "";
  return note_text(fmt::format("{} of a longer film {} still there, {}{}", frames_text(left.count),
                               left.count == 1 ? "is" : "are", left.first, left.count == 1 ? "" : " to " + left.last));
}

}  // namespace lyap
