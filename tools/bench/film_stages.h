#pragma once

#include "host/backends/backend_registry.h"
#include "host/backends/cpu/exponent_painter.h"
#include "host/base/processor_count.h"
#include "host/color/continuous_palette.h"
#include "host/color/palette.h"
#include "host/color/picture_format.h"
#include "host/film/film_file.h"
#include "host/film/picture_sequence.h"
#include "host/output/picture_file.h"
#include "host/render/render_film.h"
#include "host/spec/film.h"
#include "tools/bench/cost.h"
#include "tools/bench/picture.h"
#include "tools/bench/plan.h"
#include "tools/bench/ready_frames.h"
#include "tools/bench/scratch_folder.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <numeric>
#include <stop_token>
#include <string>
#include <utility>

namespace lyap {

/// The film of a plan: C and D of ACDBCD on a circle, in the largest size. Throws InvalidInput if there is none.
inline Film bench_film(const BenchPlan& plan) {
  Film film{.picture = {.sequence = Sequence::parse("ACDBCD"), .constants = {}},
            .movements = {Circle{'C', 'D', 2.95, 2.95, 0.25}},
            .rate = {}};
  // 4:2:0 needs even sides.
  const auto even = [](int side) { return std::max(2, side - side % 2); };
  const Size largest = largest_of(plan.sizes);
  film.picture.size = {even(largest.width), even(largest.height)};
  film.picture.iterations = plan.iterations.front();
  film.validate();
  return film;
}

/// The ways that the frames of a film take through a backend, files and ffmpeg. Each function takes the first `frames`
/// of it that way, from opening to finishing, and returns what that cost. All throw Failure, and Interrupted if a stop
/// is requested.
///
/// Only for a process that ignores SIGPIPE.
class FilmStages {
 public:
  /// With so many threads that compute, and that compress at the same time. Throws what the backend's creation throws.
  FilmStages(const std::string& backend, int threads, const BenchPlan& plan, std::stop_token stop)
      : film_(bench_film(plan)),
        ffmpeg_(plan.ffmpeg),
        stop_(std::move(stop)),
        threads_(threads),
        writers_(std::min(threads, processor_count())),
        on_gpu_(is_on_gpu(backend)),
        backend_(find_backend(backend).create({.slots = slots_of(writers_),
                                               .threads = plan.threads,
                                               .devices = plan.device,
                                               .kernels_made = plan.kernels_made})) {}

  /// On a GPU the seconds of these two are those that it computes, for the copy back is a stage of its own.
  Cost exponent(std::int64_t frames) { return computed(PixelFormat::kExponents, frames); }
  Cost exponent_and_color(std::int64_t frames) { return computed(PixelFormat::kRgb24, frames); }

  /// Exponents that are in memory made red, green and blue, on processors.
  Cost color(std::int64_t frames) {
    // Two of them are more than caches hold, as frames on their way are.
    const ReadyFrames& exponents = ready(PixelFormat::kExponents, 2);
    const auto colors = std::make_shared<const ColorTable>(entry_colors(palette_), PixelFormat::kRgb24);
    ExponentPainter painter({colors}, choose_precision(film_.frame_spec(0)), threads_);
    return cost_of([&] {
      for (std::int64_t k = 0; k < frames; ++k) {
        painter.paint(exponents[static_cast<std::size_t>(k) % exponents.size()]);
      }
    });
  }

  /// The seconds are those of the copies of exponent_and_color().
  Cost copy_back(std::int64_t frames) {
    FilmTimings timings;
    const Cost cost = render<EmptySink>(*backend_, PixelFormat::kRgb24, frames, &timings);
    return {timings.copying, cost.cpu_seconds};
  }

  /// Ready frames into PNG files.
  Cost png(std::int64_t frames) {
    // Compression takes each frame by itself: a few of them, again and again, are as good as all.
    constexpr std::int64_t kKinds = 8;
    ReadyFramesBackend memory(ready(PixelFormat::kRgb24, std::min(frames, kKinds)), slots_of(writers_));
    return render<PictureSequence>(memory, PixelFormat::kRgb24, frames, nullptr, png_settings(frames));
  }

  /// Ready frames into the encoder, x264 veryfast.
  Cost ffmpeg(std::int64_t frames) {
    ReadyFramesBackend memory(ready(kFilmFormat, frames), slots_of(1));
    return render<EncoderSink>(memory, kFilmFormat, frames, nullptr, film_settings(frames));
  }

  /// Frames computed, and written to PNG files meanwhile.
  Cost stills(std::int64_t frames) {
    return render<PictureSequence>(*backend_, PixelFormat::kRgb24, frames, nullptr, png_settings(frames));
  }

  Cost film_without_sink(std::int64_t frames) { return render<EmptySink>(*backend_, kFilmFormat, frames, nullptr); }

  /// All that `lyap animate` does for an mp4.
  Cost film(std::int64_t frames) {
    return render<FilmFile>(*backend_, kFilmFormat, frames, nullptr, film_settings(frames));
  }

  /// How many frames a stage may take: those of which the memory for ready frames holds all.
  std::int64_t most_frames() const {
    constexpr std::size_t kMemory = std::size_t{1} << 30;
    return static_cast<std::int64_t>(
        std::max(std::size_t{1}, kMemory / picture_bytes(kFilmFormat, film_.picture.size)));
  }

 private:
  static constexpr PixelFormat kFilmFormat = PixelFormat::kYuv420p;

  static std::size_t slots_of(int writers) { return 2 + static_cast<std::size_t>(writers); }

  /// Renders into a sink that is made of `settings`. `timings` may be null.
  template <class Sink, class... Settings>
  Cost render(Backend& backend, PixelFormat format, std::int64_t frames, FilmTimings* timings,
              Settings&&... settings) const {
    const bool has_colors = format != PixelFormat::kExponents;
    const Coloring coloring{has_colors ? std::make_shared<const ColorTable>(entry_colors(palette_), format) : nullptr};
    FilmWork work;
    work.frames.resize(static_cast<std::size_t>(frames));
    std::iota(work.frames.begin(), work.frames.end(), std::int64_t{0});
    work.make_frame = [&](std::int64_t frame) {
      return has_colors ? std::make_shared<const Frame>(frame_spec(frame), coloring)
                        : std::make_shared<const Frame>(frame_spec(frame));
    };
    return cost_of([&] {
      Sink sink(std::forward<Settings>(settings)...);
      const FilmTimings taken = render_film(backend, slots_of(sink.writers()), sink, work, stop_);
      sink.finish();
      if (timings != nullptr) *timings = taken;
    });
  }

  Cost computed(PixelFormat format, std::int64_t frames) {
    FilmTimings timings;
    const Cost cost = render<EmptySink>(*backend_, format, frames, &timings);
    return {on_gpu_ ? timings.computing : cost.seconds, cost.cpu_seconds};
  }

  const ReadyFrames& ready(PixelFormat format, std::int64_t frames) {
    ReadyFrames& kept = ready_[format];
    if (static_cast<std::int64_t>(kept.size()) < frames) {
      kept.clear();
      render<KeepingSink>(*backend_, format, frames, nullptr, kept);
    }
    return kept;
  }

  RenderSpec frame_spec(std::int64_t frame) const { return film_.frame_spec(frame % film_.frames); }

  FilmFileSettings film_settings(std::int64_t frames) const {
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

  PictureSequenceSpec png_settings(std::int64_t frames) const {
    const auto describe = [this](std::int64_t frame) { return picture_file_of(frame_spec(frame), palette_); };
    return {folder_ / "frame_########.png", 0, frames - 1, writers_, describe};
  }

  Film film_;
  Palette palette_ = find_palette("twilight");
  std::string ffmpeg_;
  std::stop_token stop_;
  int threads_;
  int writers_;
  bool on_gpu_;
  std::unique_ptr<Backend> backend_;
  std::map<PixelFormat, ReadyFrames> ready_;
  ScratchFolder folder_;
};

}  // namespace lyap
