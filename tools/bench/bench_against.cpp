#include "tools/bench/bench_against.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/spec/option_values.h"
#include "tools/bench/bench_picture.h"
#include "tools/bench/text_table.h"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kShareOfCeiling = "% of the ceiling";

/// What a run's figure says in a comparison. `rate` is in any unit in which more is better; `shown` in `unit`.
struct ComparedFigure {
  std::string what;
  std::string unit;
  double rate;
  double shown;
};

bool is_processor(const std::string& backend) {
  return backend.starts_with("cpu-");
}

ComparedFigure rate_figure(const RateFigure& rate, bool by_ceiling) {
  constexpr double kGiga = 1e9;
  const std::string what = fmt::format("rate: {} {}", rate.backend, text_of(rate.picture));
  if (by_ceiling && is_processor(rate.backend) && rate.has_ceiling()) {
    return {what, kShareOfCeiling, rate.share_of_ceiling(), 100 * rate.share_of_ceiling()};
  }
  return {what, "G steps/s", rate.steps_per_second(), rate.steps_per_second() / kGiga};
}

/// Steps asked for, so that a cycle that is found later counts as well as a slower loop.
ComparedFigure early_end_figure(const EarlyEndFigure& figure, bool by_ceiling) {
  constexpr double kGiga = 1e9;
  const std::string what = fmt::format("early end: {} {}", figure.backend, text_of(figure.picture));
  if (by_ceiling && is_processor(figure.backend) && figure.has_ceiling()) {
    return {what, kShareOfCeiling, figure.asked_share_of_ceiling(), 100 * figure.asked_share_of_ceiling()};
  }
  return {what, "G steps/s", figure.early_end_rate(), figure.early_end_rate() / kGiga};
}

ComparedFigure time_figure(const std::string& what, double seconds) {
  constexpr double kMilli = 1e-3;
  return {what, "ms", 1 / seconds, seconds / kMilli};
}

void append_stages(const PipelineFigure& pipeline, std::vector<ComparedFigure>& figures) {
  for (const StageFigure& stage : pipeline.stages) {
    if (!stage.unavailable.empty()) continue;
    figures.push_back({fmt::format("stage: {} {} {}, threads: {}", stage.stage, pipeline.backend,
                                   text_of(pipeline.picture), pipeline.threads),
                       "frames/s", stage.frames_per_second(), stage.frames_per_second()});
  }
}

std::vector<ComparedFigure> figures_of(const BenchRun& run, bool by_ceiling) {
  std::vector<ComparedFigure> figures;
  for (const RateFigure& rate : run.rates) figures.push_back(rate_figure(rate, by_ceiling));
  for (const EarlyEndFigure& figure : run.early_end) figures.push_back(early_end_figure(figure, by_ceiling));
  for (const PipelineFigure& pipeline : run.pipelines) append_stages(pipeline, figures);
  for (const ScalingFigure& scaling : run.scaling) {
    for (const ScalingFigure::Point& point : scaling.points) {
      figures.push_back(time_figure(
          fmt::format("frame: {} {}, threads: {}", scaling.backend, text_of(scaling.picture), point.threads),
          scaling.seconds_per_frame(point)));
    }
  }
  for (const LatencyFigure& latency : run.latency) {
    figures.push_back(time_figure(fmt::format("latency: {} {}", latency.backend, text_of(latency.picture)),
                                  latency.seconds.median()));
  }
  return figures;
}

std::string gpu_names(const BenchMachine& machine) {
  std::vector<std::string> names;
  for (const BenchGpu& gpu : machine.gpus) names.push_back(gpu.name);
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

std::vector<std::string> differences_of(const BenchRun& run, const BenchRun& earlier) {
  std::vector<std::string> differences;
  const auto compare = [&](const char* what, const std::string& before, const std::string& now) {
    if (before != now) differences.push_back(fmt::format("{}: {} before, {} now", what, before, now));
  };
  compare("processor", earlier.machine.processor, run.machine.processor);
  compare("cores", fmt::to_string(earlier.machine.cores), fmt::to_string(run.machine.cores));
  compare("GPUs", gpu_names(earlier.machine), gpu_names(run.machine));
  compare("system", earlier.machine.system, run.machine.system);
  compare("compiler", earlier.build.compiler, run.build.compiler);
  compare("build type", earlier.build.build_type, run.build.build_type);
  compare("CUDA", earlier.build.cuda.empty() ? "none" : earlier.build.cuda,
          run.build.cuda.empty() ? "none" : run.build.cuda);
  return differences;
}

constexpr std::size_t kLongestList = 20;

/// "and 3 more" where a list of `count` is longer than what is shown of it.
std::string rest_of(std::size_t count) {
  return count > kLongestList ? fmt::format("and {} more\n", count - kLongestList) : "";
}

std::string table_of(const std::vector<FigurePair>& pairs) {
  if (pairs.empty()) return "";
  TextTable table(
      {{"now/before"}, {"before"}, {"now"}, {"unit", TextTable::Align::kLeft}, {"figure", TextTable::Align::kLeft}});
  for (std::size_t i = 0; i < std::min(pairs.size(), kLongestList); ++i) {
    const FigurePair& pair = pairs[i];
    table.add({fmt::format("{:.3f}", pair.ratio), fmt::format("{:.2f}", pair.before), fmt::format("{:.2f}", pair.now),
               pair.unit, pair.what});
  }
  const bool by_ceiling = std::ranges::find(pairs, kShareOfCeiling, &FigurePair::unit) != pairs.end();
  return table.markdown() + rest_of(pairs.size()) +
         (by_ceiling ? "\nRates of processors are compared as shares of the ceiling of their own run.\n\n" : "\n");
}

std::string missing_text(const std::vector<std::string>& missing) {
  if (missing.empty()) return "";
  std::string text = "Not measured this time:\n";
  for (std::size_t i = 0; i < std::min(missing.size(), kLongestList); ++i)
    text += fmt::format("- {}\n", one_line(missing[i]));
  return text + rest_of(missing.size()) + "\n";
}

std::string verdict(const BenchAgainst& against) {
  const std::size_t count = against.pairs.size();
  if (count == 0) return "The runs have no figure in common.\n";
  const std::string limit = fmt::format("{:.4g} %", 100 * against.limit);
  if (against.worse == 0) return fmt::format("Of {} figures none is worse by more than {}.\n", count, limit);
  return fmt::format("Of {} figures {} {} worse by more than {}, the worst by {:.1f} %.\n", count, against.worse,
                     against.worse == 1 ? "is" : "are", limit, 100 * (1 - against.pairs.front().ratio));
}

}  // namespace

BenchAgainst bench_against(const BenchRun& run, const BenchRun& earlier, double limit) {
  const bool same_processor = run.machine.processor == earlier.machine.processor;
  std::map<std::string, ComparedFigure> measured;
  for (ComparedFigure& figure : figures_of(run, same_processor)) measured.try_emplace(figure.what, figure);
  BenchAgainst against{.limit = limit, .pairs = {}, .missing = {}, .differences = differences_of(run, earlier)};
  for (const ComparedFigure& before : figures_of(earlier, same_processor)) {
    const auto now = measured.find(before.what);
    if (now == measured.end() || now->second.unit != before.unit) {
      against.missing.push_back(before.what);
    } else {
      against.pairs.push_back(
          {before.what, before.unit, before.shown, now->second.shown, now->second.rate / before.rate});
    }
  }
  std::ranges::stable_sort(against.pairs, {}, &FigurePair::ratio);
  against.worse = static_cast<std::size_t>(
      std::ranges::count_if(against.pairs, [&](const FigurePair& pair) { return pair.ratio < 1 - limit; }));
  return against;
}

std::string against_text(const BenchAgainst& against) {
  std::string text;
  for (const std::string& difference : against.differences) text += fmt::format("- {}\n", one_line(difference));
  if (!text.empty()) text = "What else differs from the earlier run:\n" + text + "\n";
  return text + table_of(against.pairs) + missing_text(against.missing) + verdict(against);
}

double parse_share(const std::string& text) {
  const bool is_percent = text.ends_with('%');
  try {
    const double number = parse_number(std::string_view(text).substr(0, text.size() - (is_percent ? 1 : 0)));
    const double share = is_percent ? number / 100 : number;
    if (share > 0 && share < 1) return share;
  } catch (const InvalidInput&) {
    // What is accepted is said below.
  }
  throw InvalidInput(fmt::format("{} is no share; 10% or 0.1 is accepted, above 0 and below 100%", in_quotes(text)));
}

}  // namespace lyap
