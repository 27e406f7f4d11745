#include "host/jobs/still_frame.h"

#include "host/color/coloring.h"
#include "host/jobs/output_format.h"
#include "host/output/picture_file.h"

namespace lyap {
namespace {

bool is_exr(const StillJob& job) {
  return picture_format_of(job.output) == PictureFormat::kExr;
}

Coloring coloring_of(const StillJob& job) {
  const int depth = is_exr(job) ? kContinuousDepth : job.depth;
  return coloring_of(job.spec, job.palette, picture_file_format(job.spec, job.palette, depth));
}

}  // namespace

bool is_painted_here(const StillJob& job) {
  if (!job.spec.sampling.is_single()) return false;
  return !job.exponents.empty() || job.depth != kPaletteDepth || is_exr(job);
}

std::shared_ptr<const Frame> frame_of(const StillJob& job) {
  const bool painted_here = is_painted_here(job);
  const bool needs_periods = painted_here && job.spec.shown == Quantity::kPeriod;
  const Beside beside = !job.periods.empty() || needs_periods ? Beside::kPeriods : Beside::kNothing;
  if (painted_here) return std::make_shared<const Frame>(job.spec, beside);
  return std::make_shared<const Frame>(job.spec, coloring_of(job), beside);
}

}  // namespace lyap
