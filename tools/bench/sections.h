#pragma once

#include "tools/bench/meter.h"
#include "tools/bench/plan.h"
#include "tools/bench/run.h"

#include <string>
#include <vector>

namespace lyap {

// The groups of figures. planned_...() gives those that a plan asks of these backends, best first, without numbers; it
// throws InvalidInput for a picture that cannot be. measure_...() puts the numbers into a planned figure, in as many
// measurements as the plan has repeats; it throws Failure, and Interrupted if a stop is requested.

std::vector<RateFigure> planned_rates(const BenchPlan& plan, const std::vector<std::string>& backends);

/// On processors one thread works, and its time that passes counts; on GPUs the time that the device spends computing.
/// Backend and frame are made before. The ceiling is measured before and after each repeat, for clocks drift; a GPU's
/// is read from it.
void measure_rate(RateFigure& figure, const BenchPlan& plan, BenchMeter& meter);

/// One figure for the processor and one for the GPU, where the backends are on them.
std::vector<BandwidthFigure> planned_bandwidth(const std::vector<std::string>& backends);

/// On the processor one thread fills far more memory than its caches hold, with memset: the C library takes stores past
/// the caches for that where it knows them. On a GPU it is what its memory clock and bus allow.
void measure_bandwidth(BandwidthFigure& figure, const BenchPlan& plan, BenchMeter& meter);

/// Scalar code is left out beside better, unless the plan names its backends: it takes as long as all others together.
std::vector<EarlyEndFigure> planned_early_end(const BenchPlan& plan, const std::vector<std::string>& backends);

/// Brute force is measured before and after each repeat of early ends, and so is the ceiling. What is computed are
/// whole blocks of rows from all over the picture, because pixels differ in cost; there are a power of two of them, so
/// that runs that differ a little in speed mostly sample the same ones.
void measure_early_end(EarlyEndFigure& figure, const BenchPlan& plan, BenchMeter& meter);

/// The stages of a film on the best processor backend of these and on the GPU.
std::vector<PipelineFigure> planned_pipelines(const BenchPlan& plan, const std::vector<std::string>& backends);

/// Each repeat measures all stages, one after the other, so that drifting clocks do not falsify what they cost beside
/// each other. Stages that need an ffmpeg which is missing or refuses say so in `unavailable`. Only for a process that
/// ignores SIGPIPE.
void measure_pipeline(PipelineFigure& figure, const BenchPlan& plan, BenchMeter& meter);

/// The numbers of threads to measure where there are `most` of them, 1 or more: up to 4 all, then in steps of
/// about 1.5, and `most` itself.
std::vector<int> thread_counts(int most);

/// Pictures of AB in f32 of each size on the best processor backend of these; nothing if none is.
std::vector<ScalingFigure> planned_scaling(const BenchPlan& plan, const std::vector<std::string>& backends);

/// Each repeat measures all numbers of threads, one after the other, so that drifting clocks do not falsify how they
/// compare. Whole frames are computed into memory.
void measure_scaling(ScalingFigure& figure, const BenchPlan& plan, BenchMeter& meter);

/// A picture of AB of each size on each backend.
std::vector<LatencyFigure> planned_latency(const BenchPlan& plan, const std::vector<std::string>& backends);

/// How often the program is started for a figure.
int latency_repeats(const BenchPlan& plan);

/// The seconds from before `lyap render` is started until it has ended, with the picture in a temporary folder. Each
/// repeat measures all figures, one after the other, and each is warmed up by a run that does not count.
void measure_latency(std::vector<LatencyFigure>& figures, const BenchPlan& plan, BenchMeter& meter);

}  // namespace lyap
