#include "tools/python/picture.h"

#include "host/base/error.h"
#include "host/jobs/closed_tone.h"
#include "host/jobs/picture_output.h"
#include "host/jobs/still_files.h"
#include "host/output/picture_file.h"
#include "host/spec/command_line.h"
#include "host/spec/recipe_json.h"
#include "host/system/memory_sink.h"
#include "tools/python/array_memory.h"
#include "tools/python/backend_pool.h"
#include "tools/python/compute_into.h"

#include <bit>
#include <memory>
#include <utility>

namespace py = pybind11;

namespace lyap::python {
namespace {

StillJob checked_job(const FieldTexts& fields) {
  const Settings settings = settings_of(fields);
  settings.require_known(still_fields());
  return read_still_job(settings);
}

/// A few milliseconds of one thread without vectors.
Duration duration_of(const RenderSpec& spec) {
  constexpr double kShortSteps = 1e6;
  const double per_side = spec.sampling.per_side;
  const double samples = per_side * per_side * spec.size.width * spec.size.height;
  const bool is_short = samples * static_cast<double>(spec.transient + spec.iterations) <= kShortSteps;
  return is_short && !spec.tone.is_open() ? Duration::kShort : Duration::kAny;
}

/// Of the host's order of bytes, which PNG files do not have.
void make_native(std::span<std::byte> levels) {
  if constexpr (std::endian::native == std::endian::little) {
    for (std::size_t i = 0; i + 1 < levels.size(); i += 2) std::swap(levels[i], levels[i + 1]);
  }
}

/// Computes all of a frame on a backend that is lent for it.
void compute(const FrameMemory& memory, const std::shared_ptr<const Frame>& frame, const BackendSettings& settings,
             const std::stop_token& stop, Progress& progress) {
  const BackendLease lease(settings);
  compute_into(memory, lease.backend(), lease.slots(), frame, stop, progress);
}

/// Computes the still's colours, in the tone that is found where it is open.
void compute_colors(std::span<std::byte> pixels, StillJob job, const BackendSettings& settings,
                    const std::stop_token& stop, Progress& progress) {
  const BackendLease lease(settings);
  job.spec.tone = closed_tone(job.spec, lease.backend(), stop);
  const PixelFormat format = job.depth == kPaletteDepth ? PixelFormat::kRgb24 : PixelFormat::kRgb48;
  const auto frame = std::make_shared<const Frame>(job.spec, coloring_of(job.spec, job.palette, format));
  compute_into({pixels, {}}, lease.backend(), lease.slots(), frame, stop, progress);
  if (format == PixelFormat::kRgb48) make_native(pixels);
}

}  // namespace

Picture::Picture(const FieldTexts& fields, const FieldTexts& backend)
    : job_(checked_job(fields)), backend_(read_backend_settings(settings_of(backend))) {}

std::string Picture::command() const {
  return command_line_of(recipe_of(job_.spec, job_.palette, job_.depth, job_.annotations));
}

std::string Picture::recipe_json() const {
  return lyap::recipe_json(recipe_of(job_.spec, job_.palette, job_.depth, job_.annotations));
}

py::array Picture::exponents(const py::object& out, const py::object& report) const {
  py::array array = new_or_given(out, shape_of(job_.spec.size), dtype_of(precision()));
  const std::span<std::byte> bytes = bytes_of(array);
  const auto work = [&](const std::stop_token& stop, Progress& progress) {
    compute({bytes, {}}, std::make_shared<const Frame>(job_.spec), backend_, stop, progress);
  };
  run_interruptibly(work, report, duration_of(job_.spec));
  return array;
}

py::array Picture::periods(const py::object& out, const py::object& report) const {
  if (job_.spec.brute_force) throw InvalidInput("brute-force", "it looks for no periods; leave it out");
  py::array array = new_or_given(out, shape_of(job_.spec.size), py::dtype::of<std::uint32_t>());
  const std::span<std::byte> bytes = bytes_of(array);
  const std::span<std::uint32_t> periods(reinterpret_cast<std::uint32_t*>(bytes.data()), bytes.size() / 4);
  const auto work = [&](const std::stop_token& stop, Progress& progress) {
    compute({{}, periods}, std::make_shared<const Frame>(job_.spec, Beside::kPeriods), backend_, stop, progress);
  };
  run_interruptibly(work, report, duration_of(job_.spec));
  return array;
}

py::array Picture::rgb(const py::object& out, const py::object& report) const {
  const bool is_deep = job_.depth != kPaletteDepth;
  py::array array = new_or_given(out, color_shape_of(job_.spec.size),
                                 is_deep ? py::dtype::of<std::uint16_t>() : py::dtype::of<std::uint8_t>());
  const std::span<std::byte> bytes = bytes_of(array);
  const auto work = [&](const std::stop_token& stop, Progress& progress) {
    compute_colors(bytes, job_, backend_, stop, progress);
  };
  run_interruptibly(work, report, duration_of(job_.spec));
  return array;
}

void Picture::save(const std::string& path, const py::object& report) const {
  StillJob job = job_;
  job.output = path;
  if (picture_format_of(path) == PictureFormat::kExr && job.depth != kPaletteDepth) {
    throw InvalidInput("depth", "EXR files have colours of half precision and no other; leave it out");
  }
  const auto work = [&](const std::stop_token& stop, Progress& progress) {
    const BackendLease lease(backend_);
    run_still(job, lease.backend(), {backend_.options.threads, stop, {}}, [&](double share) { progress.set(share); });
  };
  run_interruptibly(work, report);
}

py::bytes Picture::png() const {
  MemorySink memory;
  const auto work = [&](const std::stop_token& stop, Progress&) {
    const BackendLease lease(backend_);
    StillJob job = job_;
    job.spec.tone = closed_tone(job.spec, lease.backend(), stop);
    const PixelFormat format = picture_file_format(job.spec, job.palette, job.depth);
    const auto frame = std::make_shared<const Frame>(job.spec, coloring_of(job.spec, job.palette, format));
    PngWriter png(memory, picture_file_of(job.spec, job.palette, job.depth));
    render_still(lease.backend(), lease.slots(), frame,
                 {.store = [&](const Band& band) { png.write_rows(band.pixels); }, .progress = {}}, stop);
    png.finish();
  };
  run_interruptibly(work, py::none());
  const auto bytes = memory.bytes();
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Picture Picture::with_found_tone() const {
  Picture found = *this;
  const auto work = [&](const std::stop_token& stop, Progress&) {
    const BackendLease lease(backend_);
    found.job_.spec.tone = closed_tone(job_.spec, lease.backend(), stop);
  };
  run_interruptibly(work, py::none());
  return found;
}

}  // namespace lyap::python
