#include "host/base/error.h"
#include "tools/bench/film_stages.h"
#include "tools/bench/sections.h"
#include "tools/bench/work_size.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>
#include <string_view>

namespace lyap {
namespace {

constexpr std::string_view kFilm = "film";

/// How many frames a repeat takes through a stage.
enum class StageSize {
  kByTime,     // as many as fill the time
  kSeveral,    // the same, but not so few that the first and the last are most of it
  kWholeFilm,  // so many that the start and the end of an encoder, half a second, are little beside them
  kLikeFilm,   // as many as the stage "film", which it is compared with; without ffmpeg none, like that
};

/// A stage takes so many times the time of other measurements, since it is all threads and files and not one loop.
constexpr double kTimes = 5;
constexpr double kTimesOfFilm = 40;

struct Stage {
  std::string_view name;
  Cost (FilmStages::*run)(std::int64_t frames);
  StageSize size;
  /// Where the stage is one of its own: on a GPU colours are part of the kernel, on processors nothing is copied.
  enum class Where { kEverywhere, kProcessor, kGpu } where = Where::kEverywhere;
};

constexpr std::array kStages{
    Stage{"exponent", &FilmStages::exponent, StageSize::kByTime},
    Stage{"exponent + colour", &FilmStages::exponent_and_color, StageSize::kByTime},
    Stage{"colour", &FilmStages::color, StageSize::kByTime, Stage::Where::kProcessor},
    Stage{"copy back", &FilmStages::copy_back, StageSize::kByTime, Stage::Where::kGpu},
    Stage{"PNG", &FilmStages::png, StageSize::kSeveral},
    Stage{"ffmpeg", &FilmStages::ffmpeg, StageSize::kLikeFilm},
    Stage{"stills", &FilmStages::stills, StageSize::kSeveral},
    Stage{"film, no sink", &FilmStages::film_without_sink, StageSize::kSeveral},
    Stage{kFilm, &FilmStages::film, StageSize::kWholeFilm},
};

PipelineFigure planned_pipeline(const BenchPlan& plan, const std::string& backend) {
  const int threads = plan.threads > 0 ? plan.threads : processor_count();
  PipelineFigure figure{backend, bench_picture(bench_film(plan).frame_spec(0), "ACDBCD"), threads, {}};
  for (const Stage& stage : kStages) {
    if (stage.where == (is_on_gpu(backend) ? Stage::Where::kProcessor : Stage::Where::kGpu)) continue;
    figure.stages.emplace_back().stage = stage.name;
  }
  return figure;
}

const Stage& stage_of(const StageFigure& figure) {
  return *std::find_if(kStages.begin(), kStages.end(), [&](const Stage& stage) { return stage.name == figure.stage; });
}

std::int64_t frames_of(const Stage& stage, FilmStages& stages, double seconds) {
  constexpr std::int64_t kSeveral = 8;
  const double times = stage.size == StageSize::kWholeFilm ? kTimesOfFilm : kTimes;
  const std::int64_t frames =
      units_filling(times * seconds, [&](std::int64_t some) { return (stages.*stage.run)(some).seconds; });
  if (stage.size == StageSize::kByTime) return frames;
  const std::int64_t most = stages.most_frames();
  return std::clamp(frames, std::min(kSeveral, most), most);
}

/// Warms all stages up and finds out how many frames they take.
void size_stages(PipelineFigure& figure, FilmStages& stages, double seconds) {
  for (StageFigure& figure_of_stage : figure.stages) {
    const Stage& stage = stage_of(figure_of_stage);
    if (stage.size == StageSize::kLikeFilm) continue;
    try {
      figure_of_stage.frames = frames_of(stage, stages, seconds);
    } catch (const Interrupted&) {
      throw;
    } catch (const std::exception& error) {
      if (stage.name != kFilm) throw;
      figure_of_stage.unavailable = error.what();
    }
  }
  const StageFigure film = figure.stages.back();
  for (StageFigure& like_film : figure.stages) {
    if (stage_of(like_film).size != StageSize::kLikeFilm) continue;
    like_film.frames = film.frames;
    like_film.unavailable = film.unavailable;
  }
}

}  // namespace

std::vector<PipelineFigure> planned_pipelines(const BenchPlan& plan, const std::vector<std::string>& backends) {
  std::vector<PipelineFigure> figures;
  const auto best_processor = std::ranges::find_if_not(backends, is_on_gpu);
  for (auto backend = backends.begin(); backend != backends.end(); ++backend) {
    if (is_on_gpu(*backend) || backend == best_processor) figures.push_back(planned_pipeline(plan, *backend));
  }
  return figures;
}

void measure_pipeline(PipelineFigure& figure, const BenchPlan& plan, BenchMeter& meter) {
  FilmStages stages(figure.backend, figure.threads, plan, meter.stop());
  size_stages(figure, stages, plan.seconds);
  for (int repeat = 0; repeat < plan.repeats; ++repeat) {
    for (StageFigure& stage : figure.stages) {
      meter.next();
      if (!stage.unavailable.empty()) continue;
      const Cost cost = (stages.*stage_of(stage).run)(stage.frames);
      stage.seconds.values.push_back(cost.seconds);
      stage.cpu_seconds.values.push_back(cost.cpu_seconds);
    }
  }
}

}  // namespace lyap
