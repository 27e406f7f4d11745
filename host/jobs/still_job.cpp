#include "host/jobs/still_job.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/jobs/closed_tone.h"
#include "host/jobs/output_format.h"
#include "host/jobs/picture_settings.h"
#include "host/jobs/still_files.h"
#include "host/jobs/still_frame.h"
#include "host/jobs/window_settings.h"
#include "host/output/picture_file.h"
#include "host/system/file_place.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

constexpr std::string_view kStandardOutput = "-";

std::string read_output(const Settings& settings) {
  std::string output = settings.text("output");
  picture_format_of(output);
  return output;
}

/// The file that `field` names for an array, "" for none. Throws InvalidInput if it has another ending than these.
std::string read_array_file(const Settings& settings, const std::string& field,
                            const std::vector<std::string>& endings) {
  std::string path = settings.text(field);
  if (!path.empty() && path != kStandardOutput && std::ranges::count(endings, file_ending(path)) == 0) {
    throw InvalidInput(field,
                       fmt::format("{}: its array is written as {}", in_quotes(path), fmt::join(endings, " or ")));
  }
  return path;
}

/// Each output needs a place of its own, and something that goes there. Throws InvalidInput.
void check_outputs(const StillJob& job) {
  if (!job.has_picture() && job.exponents.empty() && job.periods.empty()) {
    throw InvalidInput("output",
                       "none is for exponents or periods alone, and neither is saved; name a file of that name ./none");
  }
  const auto is_standard_output = [](const std::string& path) { return path == kStandardOutput; };
  for (const auto& [field, path] : {std::pair("save-exponents", job.exponents), {"save-period", job.periods}}) {
    if (is_standard_output(path) && is_standard_output(job.output)) {
      throw InvalidInput(field, "standard output gets the picture; name a file for the array");
    }
  }
  for (const auto& [field, path] : {std::pair("save-exponents", job.exponents), {"save-period", job.periods}}) {
    if (!path.empty() && !job.spec.sampling.is_single()) {
      throw InvalidInput(field, "numbers are those of single samples; leave it or the samples out");
    }
  }
  const bool is_deep = job.depth != kPaletteDepth || picture_format_of(job.output) == PictureFormat::kExr;
  if (job.annotations.any() && is_deep) {
    throw InvalidInput(job.annotations.axes ? "axes" : "colorbar",
                       "it is drawn into PNG files of 8 bits a channel; leave it out, or the greater depth or .exr");
  }
  const auto is_one_rate = [](const Axis& axis) { return axis.range.min == axis.range.max; };
  if (job.annotations.axes && (is_one_rate(job.spec.horizontal) || is_one_rate(job.spec.vertical))) {
    throw InvalidInput("axes", "a window of a single rate has no ticks; leave one of them out");
  }
  if (!job.periods.empty() && job.spec.brute_force) {
    throw InvalidInput("save-period", "brute force looks for no periods; leave one of them out");
  }
  if (job.exponents.empty() || job.periods.empty() || !is_same_file(job.exponents, job.periods)) return;
  throw InvalidInput("save-period", fmt::format("{} gets the exponents; name another file",
                                                is_standard_output(job.periods) ? "standard output" : job.periods));
}

}  // namespace

std::vector<std::string> still_fields() {
  std::vector<std::string> fields = picture_fields();
  std::ranges::copy(center_fields(), std::back_inserter(fields));
  fields.insert(fields.end(), {"output", "depth", "axes", "colorbar", "save-exponents", "save-period"});
  return fields;
}

StillJob read_still_job(const Settings& settings) {
  if (settings.has("center") && !settings.has("span")) {
    throw InvalidInput("span", "the window has a middle and no width; its width is missing, such as 0.5");
  }
  const RenderSpec spec = read_picture(settings);
  spec.validate();
  StillJob job{.spec = spec,
               .palette = read_palette(settings),
               .output = read_output(settings),
               .depth = read_depth(settings),
               .annotations = {settings.flag("axes"), settings.flag("colorbar")},
               .exponents = read_array_file(settings, "save-exponents", {".npy", ".npz"}),
               .periods = read_array_file(settings, "save-period", {".npy"})};
  check_outputs(job);
  return job;
}

StillTimings run_still(const StillJob& asked, Backend& backend, const Work& work,
                       const std::function<void(double share)>& progress) {
  StillJob job = asked;
  job.spec.tone = closed_tone(job.spec, backend, work.stop);
  const std::shared_ptr<const Frame> frame = frame_of(job);
  StillFiles files(job, *frame, work);
  const StillCallbacks callbacks{[&](const Band& band) { files.store(band); }, progress};
  const std::size_t slots = slots_for(kSlotsPerDevice, backend.device_count());
  StillTimings timings = render_still(backend, slots, frame, callbacks, work.stop);
  files.finish();
  timings.share_of_one_color = files.share_of_one_color();
  return timings;
}

}  // namespace lyap
