#include "tools/bench/bench_tables.h"

#include "tools/bench/bench_picture.h"
#include "tools/bench/early_end_section.h"
#include "tools/bench/stage_costs.h"
#include "tools/bench/text_table.h"

#include <optional>

#include <fmt/format.h>

namespace lyap {
namespace {

using Align = TextTable::Align;
constexpr double kGiga = 1e9;
constexpr double kMilli = 1e-3;

std::string percent(double share) {
  return fmt::format("{:.1f} %", 100 * share);
}

std::string size_text(const BenchPicture& picture) {
  return fmt::format("{}x{}", picture.width, picture.height);
}

std::string gpu_text(const BenchGpu& gpu) {
  return fmt::format("{} ({} multiprocessors, {:.2f} GHz, compute capability {})", gpu.name, gpu.multiprocessors,
                     gpu.clock_hertz / kGiga, gpu.compute_capability);
}

std::string heading(const BenchRun& run) {
  const BenchMachine& machine = run.machine;
  const BenchBuild& build = run.build;
  std::string gpus;
  for (const BenchGpu& gpu : machine.gpus) gpus += "; " + gpu_text(gpu);
  const std::string place = fmt::format("{}, {} {}, {}{}", machine.processor, machine.cores,
                                        machine.cores == 1 ? "core" : "cores", machine.system, gpus);
  const std::string made = fmt::format("lyap {}, commit {}, {}, {}{}", build.version, build.commit, build.compiler,
                                       build.build_type, build.cuda.empty() ? "" : ", CUDA " + build.cuda);
  const std::string done = fmt::format("`{}`, {}", run.command, run.time);
  return fmt::format("- Machine: {}\n- Build: {}\n- Run: {}\n", one_line(place), one_line(made), one_line(done));
}

std::string section(const std::string& title, const std::string& about, const TextTable& table) {
  return fmt::format("\n## {}\n\n{}\n\n{}", title, about, table.markdown());
}

std::string rates_section(const std::vector<RateFigure>& rates) {
  if (rates.empty()) return "";
  TextTable table({{"backend", Align::kLeft},
                   {"precision", Align::kLeft},
                   {"sequence", Align::kLeft},
                   {"size"},
                   {"N"},
                   {"ceiling, G lane-op/s"},
                   {"G steps/s"},
                   {"of the ceiling"},
                   {"spread"}});
  for (const RateFigure& rate : rates) {
    const BenchPicture& picture = rate.picture;
    table.add({rate.backend, picture.precision, picture.sequence, size_text(picture),
               fmt::format("{}", picture.iterations),
               rate.has_ceiling() ? fmt::format("{:.1f}", rate.ceiling.median() / kGiga) : "",
               fmt::format("{:.2f}", rate.steps_per_second() / kGiga),
               rate.has_ceiling() ? percent(rate.share_of_ceiling()) : "", percent(rate.seconds.spread())});
  }
  return section(
      "Rates",
      "Exponent, tone map and palette lookup into memory; one thread on processors, the device's time on GPUs.", table);
}

std::string ratio_line(const std::string& what, std::optional<double> ratio) {
  return ratio ? fmt::format("- {}: {:.2f}\n", what, *ratio) : "";
}

std::string pipeline_section(const PipelineFigure& pipeline, int cores) {
  TextTable table({{"stage", Align::kLeft}, {"frames"}, {"frames/s"}, {"CPU s/frame"}, {"spread"}});
  std::string reasons;
  for (const StageFigure& stage : pipeline.stages) {
    if (!stage.unavailable.empty()) {
      reasons += fmt::format("- {}: not measured, {}\n", stage.stage, one_line(stage.unavailable));
      continue;
    }
    table.add({stage.stage, fmt::format("{}", stage.frames), fmt::format("{:.2f}", stage.frames_per_second()),
               fmt::format("{:.4f}", cpu_seconds_per_frame(stage)), percent(stage.seconds.spread())});
  }
  const StageRatios ratios = stage_ratios(pipeline, cores);
  const std::string lines =
      reasons +
      ratio_line("time of the film over the larger of \"film, no sink\" and \"ffmpeg\"", ratios.film_over_larger) +
      ratio_line("time of the film over the CPU time of both / cores", ratios.film_over_cpu) +
      ratio_line("rate of \"film, no sink\" over that of \"exponent + colour\"", ratios.no_sink_over_color);
  const std::string about =
      fmt::format("{}, {} {}; every stage alone, \"stills\" and the films together.",
                  one_line(text_of(pipeline.picture)), pipeline.threads, pipeline.threads == 1 ? "thread" : "threads");
  return section("Stages on " + one_line(pipeline.backend), about, table) + (lines.empty() ? "" : "\n" + lines);
}

std::string scaling_section(const std::vector<ScalingFigure>& figures) {
  if (figures.empty()) return "";
  TextTable table(
      {{"backend", Align::kLeft}, {"picture", Align::kLeft}, {"threads"}, {"s/frame"}, {"efficiency"}, {"spread"}});
  for (const ScalingFigure& figure : figures) {
    for (const ScalingFigure::Point& point : figure.points) {
      table.add({figure.backend, text_of(figure.picture), fmt::format("{}", point.threads),
                 fmt::format("{:.4g}", figure.seconds_per_frame(point)), percent(figure.efficiency(point)),
                 percent(point.seconds.spread())});
    }
  }
  return section("Scaling", "Efficiency is the time of one thread over that of n, per thread.", table);
}

std::string latency_section(const std::vector<LatencyFigure>& figures) {
  if (figures.empty()) return "";
  TextTable table({{"backend", Align::kLeft}, {"picture", Align::kLeft}, {"ms"}, {"spread"}});
  for (const LatencyFigure& figure : figures) {
    table.add({figure.backend, text_of(figure.picture), fmt::format("{:.1f}", figure.seconds.median() / kMilli),
               percent(figure.seconds.spread())});
  }
  return section("Latency", "From the start of `lyap render` to its end, with a file written.", table);
}

std::string bandwidth_section(const std::vector<BandwidthFigure>& figures) {
  if (figures.empty()) return "";
  TextTable table({{"backend", Align::kLeft}, {"GB/s"}, {"spread"}});
  for (const BandwidthFigure& figure : figures) {
    table.add({figure.backend, fmt::format("{:.1f}", figure.bytes_per_second.median() / kGiga),
               percent(figure.bytes_per_second.spread())});
  }
  return section("Bandwidth", "What one thread, or a GPU, can store.", table);
}

std::string cuda_line(const BenchRun& run) {
  if (run.build.cuda.empty()) return "\nCUDA: not run, this build has none\n";
  return run.machine.gpus.empty() ? "\nCUDA: not run, no GPU on this machine\n" : "";
}

}  // namespace

std::string bench_tables(const BenchRun& run) {
  std::string text = heading(run) + rates_section(run.rates) + early_end_section(run.early_end);
  for (const PipelineFigure& pipeline : run.pipelines) text += pipeline_section(pipeline, run.machine.cores);
  return text + scaling_section(run.scaling) + latency_section(run.latency) + bandwidth_section(run.bandwidth) +
         cuda_line(run);
}

}  // namespace lyap
