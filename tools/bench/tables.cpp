#include "tools/bench/tables.h"

#include "host/base/text.h"
#include "tools/bench/picture.h"
#include "tools/terminal/text_table.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace lyap {
namespace {

using Align = TextTable::Align;

constexpr const char* kAboutEarlyEnds =
    "The same rows by brute force and with early ends; one thread on processors, the device's time on GPUs. Rates are "
    "in\n"
    "G steps/s.\n\n"
    "- picture: the sequence, and the rates of A x those of B where they are not 2:4 x 2:4\n"
    "- steps: map steps done with early ends over those asked for, waiting for neighbours included\n"
    "- time: time with early ends over that of brute force\n"
    "- brute, early: rates of the steps asked for; done: rate of those that early ends do\n"
    "- ceil %: what of the ceiling the rate to the left is\n"
    "- loop: the textbook loop, a logarithm for each step, one processor thread; faster: early over it\n";

/// In units of 10⁹, "16.00".
std::string giga(double value, int digits = 2) {
  return fmt::format("{:.{}f}", value / 1e9, digits);
}

std::string percent(double share) {
  return fmt::format("{:.1f} %", 100 * share);
}

std::string plural(int count, const char* word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::string size_text(const BenchPicture& picture) {
  return fmt::format("{}x{}", picture.width, picture.height);
}

std::string heading(const BenchRun& run) {
  const BenchMachine& machine = run.machine;
  const BenchBuild& build = run.build;
  std::string place = fmt::format("{}, {}, {}", machine.processor, plural(machine.cores, "core"), machine.system);
  for (const BenchGpu& gpu : machine.gpus) {
    place += fmt::format("; {} ({} multiprocessors, {} GHz, compute capability {})", gpu.name, gpu.multiprocessors,
                         giga(gpu.clock_hertz), gpu.compute_capability);
  }
  const std::string made = fmt::format("lyap {}, commit {}, {}, {}{}", build.version, build.commit, build.compiler,
                                       build.build_type, build.cuda.empty() ? "" : ", CUDA " + build.cuda);
  const std::string done = fmt::format("`{}`, {}", run.command, run.time);
  return fmt::format("- Machine: {}\n- Build: {}\n- Run: {}\n", printable(place), printable(made), printable(done));
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
    const bool has_ceiling = rate.has_ceiling();
    table.add({rate.backend, picture.precision, picture.sequence, size_text(picture),
               fmt::to_string(picture.iterations),
               has_ceiling ? giga(rate.ceiling_operations_per_second.median(), 1) : "", giga(rate.steps_per_second()),
               has_ceiling ? percent(rate.share_of_ceiling()) : "", percent(rate.seconds.spread())});
  }
  return section(
      "Rates",
      "Exponent, tone map and palette lookup into memory; one thread on processors, the device's time on GPUs.", table);
}

std::vector<std::string> early_end_row(const EarlyEndFigure& figure) {
  const auto ceiling_percent = [&](double (EarlyEndFigure::*share)() const) {
    return figure.has_ceiling() ? fmt::format("{:.1f}", 100 * (figure.*share)()) : "";
  };
  return {place_of(figure.picture),
          fmt::to_string(figure.picture.iterations),
          fmt::format("{:.3f}", figure.steps_share()),
          fmt::format("{:.3f}", figure.time_share()),
          giga(figure.brute_force_rate()),
          ceiling_percent(&EarlyEndFigure::brute_force_share_of_ceiling),
          giga(figure.early_end_rate()),
          giga(figure.done_rate()),
          ceiling_percent(&EarlyEndFigure::done_share_of_ceiling),
          giga(figure.textbook_rate()),
          fmt::format("{:.0f}", figure.times_textbook())};
}

/// A table for each backend, precision and size: "cpu-avx2 f32, 3840x2160".
std::string early_end_section(const std::vector<EarlyEndFigure>& figures) {
  if (figures.empty()) return "";
  std::vector<std::pair<std::string, TextTable>> tables;
  for (const EarlyEndFigure& figure : figures) {
    const std::string title =
        printable(fmt::format("{} {}, {}", figure.backend, figure.picture.precision, size_text(figure.picture)));
    auto table = std::ranges::find(tables, title, [](const auto& known) { return known.first; });
    if (table == tables.end()) {
      const TextTable empty({{"picture", Align::kLeft},
                             {"N"},
                             {"steps"},
                             {"time"},
                             {"brute"},
                             {"ceil %"},
                             {"early"},
                             {"done"},
                             {"ceil %"},
                             {"loop"},
                             {"faster"}});
      table = tables.insert(table, {title, empty});
    }
    table->second.add(early_end_row(figure));
  }
  std::string text = fmt::format("\n## Early end\n\n{}", kAboutEarlyEnds);
  for (const auto& [title, table] : tables) text += fmt::format("\n### {}\n\n{}", title, table.markdown());
  return text;
}

std::string ratio_line(const std::string& what, std::optional<double> ratio) {
  return ratio ? fmt::format("- {}: {:.2f}\n", what, *ratio) : "";
}

std::string pipeline_section(const PipelineFigure& pipeline, int cores) {
  TextTable table({{"stage", Align::kLeft}, {"frames"}, {"frames/s"}, {"CPU s/frame"}, {"spread"}});
  std::string lines;
  for (const StageFigure& stage : pipeline.stages) {
    if (!stage.unavailable.empty()) {
      lines += fmt::format("- {}: not measured, {}\n", stage.stage, printable(stage.unavailable));
      continue;
    }
    table.add({stage.stage, fmt::to_string(stage.frames), fmt::format("{:.2f}", stage.frames_per_second()),
               fmt::format("{:.4f}", stage.cpu_seconds_per_frame()), percent(stage.seconds.spread())});
  }
  const StageRatios ratios = stage_ratios(pipeline, cores);
  lines += ratio_line(R"(time of the film over the larger of "film, no sink" and "ffmpeg")", ratios.film_over_larger) +
           ratio_line("time of the film over the CPU time of both / cores", ratios.film_over_cpu) +
           ratio_line(R"(rate of "film, no sink" over that of "exponent + colour")", ratios.no_sink_over_color);
  const std::string about = fmt::format("{}, {}; every stage alone, \"stills\" and the films together.",
                                        printable(text_of(pipeline.picture)), plural(pipeline.threads, "thread"));
  return section("Stages on " + printable(pipeline.backend), about, table) + (lines.empty() ? "" : "\n" + lines);
}

std::string scaling_section(const std::vector<ScalingFigure>& figures) {
  if (figures.empty()) return "";
  TextTable table(
      {{"backend", Align::kLeft}, {"picture", Align::kLeft}, {"threads"}, {"s/frame"}, {"efficiency"}, {"spread"}});
  for (const ScalingFigure& figure : figures) {
    for (const ScalingFigure::Point& point : figure.points) {
      table.add({figure.backend, text_of(figure.picture), fmt::to_string(point.threads),
                 fmt::format("{:.4g}", point.seconds_per_frame()), percent(figure.efficiency(point)),
                 percent(point.seconds.spread())});
    }
  }
  return section("Scaling", "Efficiency is the time of one thread over that of n, per thread.", table);
}

std::string latency_section(const std::vector<LatencyFigure>& figures) {
  if (figures.empty()) return "";
  TextTable table({{"backend", Align::kLeft}, {"picture", Align::kLeft}, {"ms"}, {"spread"}});
  for (const LatencyFigure& figure : figures) {
    table.add({figure.backend, text_of(figure.picture), fmt::format("{:.1f}", 1e3 * figure.seconds.median()),
               percent(figure.seconds.spread())});
  }
  return section("Latency", "From the start of `lyap render` to its end, with a file written.", table);
}

std::string bandwidth_section(const std::vector<BandwidthFigure>& figures) {
  if (figures.empty()) return "";
  TextTable table({{"backend", Align::kLeft}, {"GB/s"}, {"spread"}});
  for (const BandwidthFigure& figure : figures) {
    table.add({figure.backend, giga(figure.bytes_per_second.median(), 1), percent(figure.bytes_per_second.spread())});
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
