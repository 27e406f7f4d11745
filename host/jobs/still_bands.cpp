#include "host/jobs/still_bands.h"

#include "host/base/error.h"
#include "host/jobs/output_format.h"
#include "host/jobs/picture_output.h"
#include "host/jobs/still_files.h"
#include "host/jobs/still_frame.h"
#include "host/output/join_exr_bands.h"
#include "host/output/png_band.h"
#include "host/system/output_file.h"

#include <cstddef>
#include <memory>

#include <fmt/format.h>

namespace lyap {
namespace {

static_assert(kBandRowUnit % kExrBlockRows == 0);

}  // namespace

void check_is_of_bands(const StillJob& job) {
  const auto refuse = [](const char* field, const char* what) {
    throw InvalidInput(field, fmt::format("{}, which pictures that are rendered in bands cannot have", what));
  };
  if (job.output.empty() || job.output == "-" || !job.has_picture()) {
    throw InvalidInput("output", "name the picture's file, .png or .exr");
  }
  if (job.annotations.axes) refuse("axes", "they are drawn around the picture");
  if (job.annotations.color_bar) refuse("colorbar", "it is drawn beside the picture");
  if (!job.exponents.empty()) refuse("save-exponents", "it is a second file");
  if (!job.periods.empty()) refuse("save-period", "it is a second file");
}

StillTimings run_still_band(const StillJob& job, Rows rows, const std::string& path, Backend& backend, const Work& work,
                            const std::function<void(double share)>& progress) {
  const std::shared_ptr<const Frame> frame = frame_of(job);
  PictureTarget target = target_of(job, *frame);
  target.path = path;
  target.rows = rows;
  const std::unique_ptr<PictureOutput> picture = open_picture(target, work);
  const StillCallbacks callbacks{[&](const Band& band) { picture->store(band); }, progress};
  const std::size_t slots = slots_for(kSlotsPerDevice, backend.device_count());
  StillTimings timings = render_rows(backend, slots, frame, rows, callbacks, work.stop);
  picture->finish();
  picture->commit();
  return timings;
}

void join_still_bands(const StillJob& job, const std::vector<std::string>& bands, const Work& work,
                      const std::function<void(double share)>& progress) {
  const PictureTarget target = target_of(job, *frame_of(job));
  OutputFile file(job.output, work.stop);
  const auto joined = [&](std::size_t count) {
    if (work.stop.stop_requested()) throw Interrupted();
    if (progress) progress(static_cast<double>(count) / static_cast<double>(bands.size()));
  };
  if (picture_format_of(job.output) == PictureFormat::kExr) {
    join_exr_bands(file, exr_image_of(target), bands, joined);
  } else {
    join_png_bands(file, target.image, bands, joined);
  }
  file.commit();
}

}  // namespace lyap
