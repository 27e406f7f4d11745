#pragma once

#include "host/color/palette.h"
#include "host/compute/backend.h"
#include "host/film/film_file.h"
#include "host/film/png_sequence.h"
#include "host/render/render_film.h"
#include "host/spec/film.h"
#include "tools/bench/bench_plan.h"
#include "tools/bench/bench_run.h"
#include "tools/bench/cost.h"
#include "tools/bench/ready_frames.h"
#include "tools/bench/scratch_folder.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

namespace lyap {

/// One film, C and D of ACDBCD on a circle, and the ways that its frames take through a backend, files and ffmpeg. Each
/// function takes the first `frames` of it that way, from opening to finishing, and returns what that cost. All throw
/// Failure, and Interrupted if a stop is requested.
///
/// Only for a process that ignores SIGPIPE.
class FilmStages {
 public:
  /// Throws what the backend's creation throws.
  FilmStages(const std::string& backend, const BenchPlan& plan, std::stop_token stop);

  /// The film's picture, the same for all backends.
  static BenchPicture picture(const BenchPlan& plan);
  /// Processor threads that compute, and that compress at the same time.
  static int threads(const BenchPlan& plan);

  /// On a GPU the seconds of these two are those that it computes, for the copy back is a stage of its own.
  Cost exponent(std::int64_t frames) { return computed(PixelFormat::kExponents, frames); }
  Cost exponent_and_color(std::int64_t frames) { return computed(PixelFormat::kRgb24, frames); }
  /// Exponents that are in memory made red, green and blue, on processors.
  Cost color(std::int64_t frames);
  /// The seconds are those of the copies of exponent_and_color().
  Cost copy_back(std::int64_t frames);
  /// Ready frames into PNG files.
  Cost png(std::int64_t frames);
  /// Ready frames into the encoder, x264 veryfast.
  Cost ffmpeg(std::int64_t frames);
  /// Frames computed, and written to PNG files meanwhile.
  Cost stills(std::int64_t frames);
  Cost film_without_sink(std::int64_t frames);
  /// All that `lyap animate` does for an mp4.
  Cost film(std::int64_t frames);

  /// How many frames a stage may take: those of which the memory for ready frames holds all.
  std::int64_t most_frames() const;

 private:
  using SinkMaker = std::function<std::unique_ptr<FrameSink>()>;

  struct FilmCost {
    Cost cost;
    FilmTimings timings;
  };

  FilmCost render(Backend& backend, PixelFormat format, std::int64_t frames, const SinkMaker& make_sink) const;
  Cost computed(PixelFormat format, std::int64_t frames);
  const ReadyFrames& ready(PixelFormat format, std::int64_t frames);
  RenderSpec frame_spec(std::int64_t frame) const { return film_.frame_spec(frame % film_.frames); }
  FilmFileSettings film_settings(std::int64_t frames) const;
  PngSequenceSpec png_settings(std::int64_t frames) const;

  Film film_;
  Palette palette_;
  std::string ffmpeg_;
  std::stop_token stop_;
  int threads_;
  int writers_;
  std::size_t slots_;
  bool on_gpu_;
  std::unique_ptr<Backend> backend_;
  std::map<PixelFormat, ReadyFrames> ready_;
  ScratchFolder folder_;
};

}  // namespace lyap
