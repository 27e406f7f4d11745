#include "tools/bench/against.h"

#include "host/backends/backend_registry.h"
#include "host/base/text.h"
#include "tools/bench/picture.h"
#include "tools/terminal/text_table.h"

#include <algorithm>
#include <map>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

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

template <class Figure>
std::string name_of(const char* kind, const Figure& figure) {
  return fmt::format("{}: {} {}", kind, figure.backend, text_of(figure.picture));
}

/// By the share of the ceiling, if `by_ceiling` and where there is one that was measured, else by the rate.
template <class Figure>
ComparedFigure rate_figure(const char* kind, const Figure& figure, bool by_ceiling, double (Figure::*share)() const,
                           double (Figure::*rate)() const) {
  if (by_ceiling && !is_on_gpu(figure.backend) && figure.has_ceiling()) {
    return {name_of(kind, figure), kShareOfCeiling, (figure.*share)(), 100 * (figure.*share)()};
  }
  return {name_of(kind, figure), "G steps/s", (figure.*rate)(), (figure.*rate)() / 1e9};
}

ComparedFigure time_figure(const std::string& what, double seconds) {
  return {what, "ms", 1 / seconds, 1e3 * seconds};
}

std::vector<ComparedFigure> figures_of(const BenchRun& run, bool by_ceiling) {
  std::vector<ComparedFigure> figures;
  for (const RateFigure& rate : run.rates) {
    figures.push_back(
        rate_figure("rate", rate, by_ceiling, &RateFigure::share_of_ceiling, &RateFigure::steps_per_second));
  }
  // Steps asked for, so that a cycle that is found later counts as well as a slower loop.
  for (const EarlyEndFigure& figure : run.early_end) {
    figures.push_back(rate_figure("early end", figure, by_ceiling, &EarlyEndFigure::asked_share_of_ceiling,
                                  &EarlyEndFigure::early_end_rate));
  }
  for (const PipelineFigure& pipeline : run.pipelines) {
    for (const StageFigure& stage : pipeline.stages) {
      if (!stage.unavailable.empty()) continue;
      figures.push_back({fmt::format("stage: {} {} {}, threads: {}", stage.stage, pipeline.backend,
                                     text_of(pipeline.picture), pipeline.threads),
                         "frames/s", stage.frames_per_second(), stage.frames_per_second()});
    }
  }
  for (const ScalingFigure& scaling : run.scaling) {
    for (const ScalingFigure::Point& point : scaling.points) {
      figures.push_back(time_figure(fmt::format("{}, threads: {}", name_of("frame", scaling), point.threads),
                                    point.seconds_per_frame()));
    }
  }
  for (const LatencyFigure& latency : run.latency) {
    figures.push_back(time_figure(name_of("latency", latency), latency.seconds.median()));
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
  constexpr auto kLeft = TextTable::Align::kLeft;
  TextTable table({{"now/before"}, {"before"}, {"now"}, {"unit", kLeft}, {"figure", kLeft}});
  for (const FigurePair& pair : std::span(pairs).first(std::min(pairs.size(), kLongestList))) {
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
  for (const std::string& what : std::span(missing).first(std::min(missing.size(), kLongestList))) {
    text += fmt::format("- {}\n", printable(what));
  }
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
  for (const std::string& difference : against.differences) text += fmt::format("- {}\n", printable(difference));
  if (!text.empty()) text = "What else differs from the earlier run:\n" + text + "\n";
  return text + table_of(against.pairs) + missing_text(against.missing) + verdict(against);
}

}  // namespace lyap
