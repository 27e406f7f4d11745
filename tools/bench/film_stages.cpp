#include "tools/bench/film_stages.h"

#include "host/backends/backend_registry.h"
#include "host/backends/cpu/exponent_painter.h"
#include "host/base/processor_count.h"
#include "host/color/picture_format.h"
#include "host/output/picture_file.h"
#include "tools/bench/bench_picture.h"
#include "tools/bench/encoder_sink.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace lyap {
namespace {

constexpr std::size_t kSlotsOfOneWriter = 3;
constexpr PixelFormat kFilmFormat = PixelFormat::kYuv420p;
constexpr const char* kSequence = "ACDBCD";

/// The largest of the sizes, with even sides, which 4:2:0 needs.
Size film_size(const BenchPlan& plan) {
  const auto pixels = [](const Size& size) { return std::int64_t{size.width} * size.height; };
  const Size largest = *std::max_element(plan.sizes.begin(), plan.sizes.end(),
                                         [&](const Size& a, const Size& b) { return pixels(a) < pixels(b); });
  const auto even = [](int side) { return std::max(2, side - side % 2); };
  return {even(largest.width), even(largest.height)};
}

Film film_of(const BenchPlan& plan) {
  Film film{.picture = {.sequence = Sequence::parse(kSequence), .constants = {}},
            .movements = {Circle{'C', 'D', 2.95, 2.95, 0.25}},
            .rate = {}};
  film.picture.size = film_size(plan);
  film.picture.iterations = plan.iterations.front();
  film.validate();
  return film;
}

}  // namespace

FilmStages::FilmStages(const std::string& backend, const BenchPlan& plan, std::stop_token stop)
    : film_(film_of(plan)),
      palette_(find_palette("twilight")),
      ffmpeg_(plan.ffmpeg),
      stop_(std::move(stop)),
      threads_(threads(plan)),
      writers_(std::min(threads_, processor_count())),
      slots_(kSlotsOfOneWriter + static_cast<std::size_t>(writers_) - 1),
      on_gpu_(backend == "cuda"),
      backend_(find_backend(backend).create({.slots = slots_,
                                             .threads = plan.threads,
                                             .devices = DeviceChoice::of({plan.device}),
                                             .kernels_made = plan.kernels_made})) {}

BenchPicture FilmStages::picture(const BenchPlan& plan) {
  return bench_picture(film_of(plan).frame_spec(0), kSequence);
}

int FilmStages::threads(const BenchPlan& plan) {
  return plan.threads > 0 ? plan.threads : processor_count();
}

FilmStages::FilmCost FilmStages::render(Backend& backend, PixelFormat format, std::int64_t frames,
                                        const SinkMaker& make_sink) const {
  const bool has_colors = format != PixelFormat::kExponents;
  const Coloring coloring{has_colors ? std::make_shared<const ColorTable>(palette_, format) : nullptr};
  FilmWork work;
  work.frames.resize(static_cast<std::size_t>(frames));
  std::iota(work.frames.begin(), work.frames.end(), std::int64_t{0});
  work.make_frame = [&](std::int64_t frame) {
    return has_colors ? std::make_shared<const Frame>(frame_spec(frame), coloring)
                      : std::make_shared<const Frame>(frame_spec(frame));
  };
  FilmCost result;
  result.cost = cost_of([&] {
    const std::unique_ptr<FrameSink> sink = make_sink();
    const std::size_t slots = kSlotsOfOneWriter + static_cast<std::size_t>(sink->writers()) - 1;
    result.timings = render_film(backend, slots, *sink, work, stop_);
    sink->finish();
  });
  return result;
}

Cost FilmStages::computed(PixelFormat format, std::int64_t frames) {
  FilmCost result = render(*backend_, format, frames, [] { return std::make_unique<EmptySink>(); });
  if (on_gpu_) result.cost.seconds = result.timings.computing;
  return result.cost;
}

Cost FilmStages::color(std::int64_t frames) {
  // Two of them are more than caches hold, as frames on their way are.
  const ReadyFrames& exponents = ready(PixelFormat::kExponents, 2);
  const auto colors = std::make_shared<const ColorTable>(palette_, PixelFormat::kRgb24);
  ExponentPainter painter({colors}, choose_precision(frame_spec(0)), threads_);
  return cost_of([&] {
    for (std::int64_t k = 0; k < frames; ++k) {
      painter.paint(exponents[static_cast<std::size_t>(k) % exponents.size()]);
    }
  });
}

Cost FilmStages::copy_back(std::int64_t frames) {
  FilmCost result = render(*backend_, PixelFormat::kRgb24, frames, [] { return std::make_unique<EmptySink>(); });
  result.cost.seconds = result.timings.copying;
  return result.cost;
}

Cost FilmStages::png(std::int64_t frames) {
  // Compression takes each frame by itself: a few of them, again and again, are as good as all.
  constexpr std::int64_t kKinds = 8;
  ReadyFramesBackend memory(ready(PixelFormat::kRgb24, std::min(frames, kKinds)), slots_);
  return render(memory, PixelFormat::kRgb24, frames,
                [&] { return std::make_unique<PngSequence>(png_settings(frames)); })
      .cost;
}

Cost FilmStages::ffmpeg(std::int64_t frames) {
  ReadyFramesBackend memory(ready(kFilmFormat, frames), slots_);
  return render(memory, kFilmFormat, frames, [&] { return std::make_unique<EncoderSink>(film_settings(frames)); }).cost;
}

Cost FilmStages::stills(std::int64_t frames) {
  return render(*backend_, PixelFormat::kRgb24, frames,
                [&] { return std::make_unique<PngSequence>(png_settings(frames)); })
      .cost;
}

Cost FilmStages::film_without_sink(std::int64_t frames) {
  return render(*backend_, kFilmFormat, frames, [] { return std::make_unique<EmptySink>(); }).cost;
}

Cost FilmStages::film(std::int64_t frames) {
  return render(*backend_, kFilmFormat, frames, [&] { return std::make_unique<FilmFile>(film_settings(frames)); }).cost;
}

std::int64_t FilmStages::most_frames() const {
  constexpr std::size_t kMemory = std::size_t{1} << 30;
  return static_cast<std::int64_t>(std::max(std::size_t{1}, kMemory / picture_bytes(kFilmFormat, film_.picture.size)));
}

const ReadyFrames& FilmStages::ready(PixelFormat format, std::int64_t frames) {
  ReadyFrames& kept = ready_[format];
  if (static_cast<std::int64_t>(kept.size()) < frames) {
    kept.clear();
    render(*backend_, format, frames, [&] { return std::make_unique<KeepingSink>(kept); });
  }
  return kept;
}

FilmFileSettings FilmStages::film_settings(std::int64_t frames) const {
  return {.path = folder_ / "film.mp4",
          .format = {film_.picture.size, kFilmFormat, film_.rate},
          .frames = frames,
          .encoder = {.codec = {}, .crf = {}, .preset = "veryfast", .extra = {}},
          .text = {},
          .palette = {},
          .ffmpeg = ffmpeg_,
          .stop = stop_,
          .times = {}};
}

PngSequenceSpec FilmStages::png_settings(std::int64_t frames) const {
  const auto describe = [this](std::int64_t frame) { return picture_file_of(frame_spec(frame), palette_); };
  return {folder_ / "frame_########.png", 0, frames - 1, writers_, describe};
}

}  // namespace lyap
