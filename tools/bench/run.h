#pragma once

#include "host/spec/option_values.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lyap {

/// Repeats of one measurement, in the order in which they were taken, never empty in a figure that was measured.
struct Sample {
  std::vector<double> values;

  /// The middle one; of an even number the mean of the middle two.
  double median() const;
  /// (largest − smallest) / median.
  double spread() const;
};

/// The rates of a picture's letters: A from left to right, B from the bottom up.
struct BenchWindow {
  Range a{2, 4};
  Range b{2, 4};
  friend bool operator==(const BenchWindow&, const BenchWindow&) = default;
};

/// What a picture of a figure is.
struct BenchPicture {
  std::string sequence;
  int width = 0;
  int height = 0;
  std::int64_t iterations = 0;
  std::string precision;  // f32 or f64
  BenchWindow window{};
  friend bool operator==(const BenchPicture&, const BenchPicture&) = default;
};

/// Map steps per second of a backend: exponent, tone map and palette lookup into memory, by brute force. One thread on
/// processors; on GPUs the time of the device.
struct RateFigure {
  std::string backend;
  BenchPicture picture;
  /// Rows of the picture that a repeat computes, `passes` times.
  std::int64_t rows = 0;
  std::int64_t passes = 0;
  /// Map steps of a repeat.
  double steps = 0;
  Sample seconds;
  /// The ceiling: lane operations that the units can do in a second, measured around each repeat, or read from the GPU.
  /// Empty where a fused multiply-add is no instruction, and other operations are faster.
  Sample ceiling_operations_per_second;
  /// Lane operations that a step needs at least.
  double operations_per_step = 0;
  /// Bytes that are stored for a pixel.
  double bytes_per_pixel = 0;

  double steps_per_second() const { return steps / seconds.median(); }
  bool has_ceiling() const { return !ceiling_operations_per_second.values.empty(); }
  /// Median over the repeats of rate · operations_per_step / ceiling, where there is one.
  double share_of_ceiling() const;
};

/// What early ends save: the same rows of a picture by brute force and with early ends, beside the textbook loop. One
/// thread on processors; on GPUs the time of the device, and the processor's for the textbook loop.
struct EarlyEndFigure {
  std::string backend;
  BenchPicture picture;
  /// Rows of the picture that a repeat computes, `passes` times.
  std::int64_t rows = 0;
  std::int64_t passes = 0;
  /// Map steps that the orbits of a repeat have, which brute force does; and those that are done with early ends.
  double steps_asked = 0;
  double steps_done = 0;
  /// Of each repeat; those of brute force are means of before and after the early ends.
  Sample brute_force_seconds;
  Sample early_end_seconds;
  /// The textbook loop over fewer pixels of the same picture.
  double textbook_steps = 0;
  Sample textbook_seconds;
  /// As in RateFigure.
  Sample ceiling_operations_per_second;
  double operations_per_step = 0;

  bool has_ceiling() const { return !ceiling_operations_per_second.values.empty(); }
  double brute_force_rate() const { return steps_asked / brute_force_seconds.median(); }
  /// Steps asked for in a second; `done_rate` is of those that are done.
  double early_end_rate() const { return steps_asked / early_end_seconds.median(); }
  double done_rate() const { return steps_done / early_end_seconds.median(); }
  double textbook_rate() const { return textbook_steps / textbook_seconds.median(); }
  double steps_share() const { return steps_done / steps_asked; }
  /// Medians over the repeats of rate · operations_per_step / ceiling, where there is one: of the steps that brute
  /// force does, that early ends do, and that early ends are asked for, which may exceed 1.
  double brute_force_share_of_ceiling() const;
  double done_share_of_ceiling() const;
  double asked_share_of_ceiling() const;
  /// Medians over the repeats: time with early ends over that of brute force, and how many times as fast as the
  /// textbook loop early ends are.
  double time_share() const;
  double times_textbook() const;
};

/// What one way through the pipeline costs for `frames` frames.
struct StageFigure {
  /// "exponent", "exponent + colour", "colour", "copy back", "PNG", "ffmpeg", "stills", "film, no sink", "film".
  std::string stage;
  std::int64_t frames = 0;
  Sample seconds;
  /// Of all processors, children included.
  Sample cpu_seconds;
  /// Why it could not be measured; then there are no samples.
  std::string unavailable;

  double frames_per_second() const { return static_cast<double>(frames) / seconds.median(); }
  double cpu_seconds_per_frame() const { return cpu_seconds.median() / static_cast<double>(frames); }
};

/// The stages of a film on one backend, each alone and together, measured in turn.
struct PipelineFigure {
  std::string backend;
  BenchPicture picture;
  int threads = 0;
  std::vector<StageFigure> stages;
};

/// How the stages of a pipeline stand to each other: medians of the ratios within each repeat, because stages are
/// measured in turn and a machine's clock drifts from repeat to repeat. Nothing where a stage was not measured.
struct StageRatios {
  /// Time of "film" over the larger of "film, no sink" and "ffmpeg"; 1 means that the smaller costs no time.
  std::optional<double> film_over_larger;
  /// Time of "film" over the CPU seconds of "film, no sink" and "ffmpeg", spread evenly over all processors; 1 means
  /// that no processor ever waits. Only where rendering uses all processors, as encoders do.
  std::optional<double> film_over_cpu;
  /// Frames per second of "film, no sink" over those of "exponent + colour"; 1 means that the pipeline costs no time.
  std::optional<double> no_sink_over_color;
};

/// `cores` is the machine's number of processors, at least 1.
StageRatios stage_ratios(const PipelineFigure& pipeline, int cores);

/// Time of a frame against the number of threads. Points come with ever more threads, the first with one; a repeat
/// measures all of them, one after the other.
struct ScalingFigure {
  std::string backend;
  BenchPicture picture;
  struct Point {
    int threads = 0;
    std::int64_t frames = 0;
    Sample seconds;

    double seconds_per_frame() const { return seconds.median() / static_cast<double>(frames); }
  };
  std::vector<Point> points;

  /// Median over the repeats of the first point's time over that of this one, per frame and thread: 1 is perfect.
  double efficiency(const Point& point) const;
};

/// From the start of the process to its end, of `lyap render` with a picture of that size into a file.
struct LatencyFigure {
  std::string backend;
  BenchPicture picture;
  Sample seconds;
};

/// Bytes per second that one thread of the processor ("cpu") can store to memory, or a GPU ("cuda").
struct BandwidthFigure {
  std::string backend;
  Sample bytes_per_second;
};

struct BenchGpu {
  std::string name;
  int multiprocessors = 0;
  double clock_hertz = 0;
  std::string compute_capability;
};

/// Where and with what a run was made.
struct BenchMachine {
  std::string processor;
  int cores = 0;
  std::string system;
  std::vector<BenchGpu> gpus;
};

struct BenchBuild {
  std::string version;
  std::string commit;  // with "-dirty" where files were changed; "unknown" without git
  std::string compiler;
  std::string build_type;
  std::string cuda;  // the toolkit's version, or empty
};

/// All that was measured in one run of `lyap bench`.
struct BenchRun {
  static constexpr int kFormat = 1;

  BenchBuild build;
  BenchMachine machine;
  std::string command;
  std::string time;  // UTC, 2026-11-22T12:34:56Z
  std::vector<RateFigure> rates;
  std::vector<EarlyEndFigure> early_end;
  std::vector<PipelineFigure> pipelines;
  std::vector<ScalingFigure> scaling;
  std::vector<LatencyFigure> latency;
  std::vector<BandwidthFigure> bandwidth;
};

/// The run as JSON, raw numbers and what follows from them. Throws nothing but std::bad_alloc.
std::string bench_json(const BenchRun& run);

/// Reads what bench_json() wrote. `name` stands for the text in messages. Throws InvalidInput that names the place of
/// the first fault as a JSON pointer, "run.json: (/rates/3/seconds) numbers above 0 are accepted".
BenchRun parse_bench_json(const std::string& text, const std::string& name);

}  // namespace lyap
