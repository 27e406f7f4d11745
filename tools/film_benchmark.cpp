// Prints how much time a film takes beside its parts, rendering alone and encoding alone, as a Markdown table. All is
// measured in turn within one run, so that a machine whose clock drifts does not falsify the ratios.
// Arguments are the names of the backends to measure; without any, the best one of the processor and, where there is a
// GPU, CUDA.

#include "host/backend.h"
#include "host/error.h"
#include "host/ffmpeg.h"
#include "host/film.h"
#include "host/film_file.h"
#include "host/render_film.h"
#include "host/still.h"
#include "tools/stop_signals.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <numeric>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr int kRepeats = 5;
constexpr std::size_t kSlots = 3;
constexpr std::int64_t kFrames = 48;
constexpr PixelFormat kFormat = PixelFormat::kYuv420p;

/// Time that passed, and time of all processors in this program and the children that have ended.
struct Cost {
  double wall = 0;
  double cpu = 0;
};

double cpu_seconds() {
  double seconds = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    getrusage(who, &usage);
    seconds += static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
               static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  }
  return seconds;
}

template <class Work>
Cost cost_of(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  const double cpu = cpu_seconds();
  work();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), cpu_seconds() - cpu};
}

/// Takes frames and keeps them, or not.
class MemorySink : public FrameSink {
 public:
  explicit MemorySink(bool keeps) : keeps_(keeps) {}
  void write(std::int64_t, std::span<const std::byte> pixels) override {
    if (keeps_) frames_.emplace_back(pixels.begin(), pixels.end());
  }
  void finish() override {}
  std::string keep_part() override { return ""; }
  const std::vector<std::vector<std::byte>>& frames() const { return frames_; }

 private:
  bool keeps_;
  std::vector<std::vector<std::byte>> frames_;
};

/// The film of the measurements: 4K, C and D on a circle.
class Bench {
 public:
  explicit Bench(const std::string& backend)
      : backend_(find_backend(backend).create({.slots = kSlots, .stop = {}})),
        film_{.picture = {.sequence = Sequence::parse("ACDBCD"), .constants = {}},
              .movements = {Circle{'C', 'D', 2.95, 2.95, 0.25}},
              .rate = {}},
        palette_(find_palette("twilight")),
        colors_(std::make_shared<const ColorTable>(palette_, kFormat)) {
    film_.frames = 1800;
  }

  Cost stills() const {
    std::vector<std::shared_ptr<const Frame>> frames;
    for (std::int64_t k = 0; k < kFrames; ++k) {
      frames.push_back(std::make_shared<const Frame>(film_.frame_spec(k), palette_, PixelFormat::kRgb24));
    }
    return cost_of([&] {
      for (const auto& frame : frames) render_still(*backend_, kSlots, frame, {[](std::span<const std::byte>) {}, {}});
    });
  }

  Cost render_to(FrameSink& sink) const {
    return cost_of([&] {
      render_film(*backend_, kSlots, sink, work());
      sink.finish();
    });
  }

  /// ffmpeg alone, with the arguments that films get.
  Cost encode(const std::vector<std::vector<std::byte>>& frames) const {
    return cost_of([&] {
      ChildProcess ffmpeg(
          ffmpeg_command("ffmpeg", encoder_arguments(FilmContainer::kMp4, choice(), format(), {}, path_)));
      for (const auto& frame : frames) ffmpeg.write(frame);
      ffmpeg.close_input();
      if (!ffmpeg.wait().success()) throw Failure(ffmpeg.obituary());
    });
  }

  Cost animate() const {
    FilmFileSettings settings{.path = path_,
                              .format = format(),
                              .frames = kFrames,
                              .encoder = choice(),
                              .text = {},
                              .palette = {},
                              .stop = {},
                              .times = {}};
    return cost_of([&] {
      FilmFile file(settings);
      render_to(file);
    });
  }

  ~Bench() { std::filesystem::remove(path_); }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;
  Bench(Bench&&) = delete;
  Bench& operator=(Bench&&) = delete;

 private:
  FilmWork work() const {
    std::vector<std::int64_t> frames(kFrames);
    std::iota(frames.begin(), frames.end(), 0);
    return {frames, [this](std::int64_t k) { return std::make_shared<const Frame>(film_.frame_spec(k), colors_); }, {}};
  }

  FilmFormat format() const { return {film_.picture.size, kFormat, film_.rate}; }
  static EncoderChoice choice() { return {.codec = {}, .crf = {}, .preset = "veryfast", .extra = {}}; }

  std::unique_ptr<Backend> backend_;
  Film film_;
  Palette palette_;
  std::shared_ptr<const ColorTable> colors_;
  std::string path_ = (std::filesystem::temp_directory_path() / "lyap_film_benchmark.mp4").string();
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void measure(const std::string& backend) {
  const Bench bench(backend);
  const double cores = std::max(1U, std::thread::hardware_concurrency());
  MemorySink frames(true);
  bench.render_to(frames);
  std::vector<double> stills, renders, encodings, films, render_cpu, encoding_cpu, render_shares, of_larger, of_sum;
  for (int repeat = 0; repeat < kRepeats; ++repeat) {
    MemorySink none(false);
    const Cost still = bench.stills();
    const Cost render = bench.render_to(none);
    const Cost encoding = bench.encode(frames.frames());
    const Cost film = bench.animate();
    stills.push_back(still.wall);
    renders.push_back(render.wall);
    encodings.push_back(encoding.wall);
    films.push_back(film.wall);
    render_cpu.push_back(render.cpu);
    encoding_cpu.push_back(encoding.cpu);
    render_shares.push_back(still.wall / render.wall);
    of_larger.push_back(film.wall / std::max(render.wall, encoding.wall));
    of_sum.push_back(film.wall / ((render.cpu + encoding.cpu) / cores));
  }
  fmt::print("| {} | {:.2f} s | {:.2f} s ({:.2f}) | {:.1f} % | {:.2f} s ({:.2f}) | {:.2f} s | {:.2f} | {:.2f} |\n",
             backend, median(stills), median(renders), median(render_cpu), 100 * median(render_shares),
             median(encodings), median(encoding_cpu), median(films), median(of_larger), median(of_sum));
  std::fflush(stdout);
}

void run_benchmark(std::vector<std::string> backends) {
  if (backends.empty()) {
    for (const BackendDescription& backend : list_backends()) {
      if (backend.name == "cuda" && backend.unavailable.empty()) backends.push_back(backend.name);
    }
    backends.push_back(find_backend("cpu").name);
  }
  fmt::print(
      "{} frames of ACDBCD, 3840x2160, 400 iterations, yuv420p, x264 veryfast; medians of {} runs; CPU seconds in "
      "brackets.\n\n",
      kFrames, kRepeats);
  fmt::print(
      "| backend | stills | film, no sink | of the stills' rate | ffmpeg alone | film | of the larger | "
      "of the CPU time / cores |\n");
  fmt::print("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
  for (const std::string& backend : backends) measure(backend);
}

}  // namespace
}  // namespace lyap

int main(int argc, char** argv) {
  try {
    const lyap::StopSignals signals;  // an encoder that dies is an error of its pipe, not a signal
    lyap::run_benchmark({argv + 1, argv + argc});
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "film_benchmark: error: {}\n", error.what());
    return 1;
  }
}
