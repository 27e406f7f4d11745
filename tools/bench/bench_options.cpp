#include "tools/bench/bench_options.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "tools/options/read_option.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kMeasured = "What is measured";
constexpr const char* kResults = "What becomes of it";

/// Each text of an option that takes a list, read; the list of the plan where there is none.
template <class T, class Read>
void read_list(const std::string& option, const std::vector<std::string>& texts, std::vector<T>& list, Read read) {
  if (texts.empty()) return;
  list.clear();
  for (const std::string& text : texts) {
    const T value = read_option(option, text, read);
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
  }
}

BenchSection parse_section(const std::string& text) {
  if (text == "rates") return BenchSection::kRates;
  if (text == "early-end") return BenchSection::kEarlyEnd;
  if (text == "stages") return BenchSection::kStages;
  if (text == "scaling") return BenchSection::kScaling;
  if (text == "latency") return BenchSection::kLatency;
  throw InvalidInput(
      fmt::format("{} is not known: rates, early-end, stages, scaling and latency are accepted", in_quotes(text)));
}

/// The default views of these sequences; those that have none over the default window.
std::vector<BenchView> views_of(const std::vector<std::string>& sequences) {
  std::vector<BenchView> views;
  for (const std::string& sequence : sequences) {
    const std::size_t before = views.size();
    for (const BenchView& view : default_early_end_views()) {
      if (view.sequence == sequence) views.push_back(view);
    }
    if (views.size() == before) views.push_back({sequence});
  }
  return views;
}

double parse_seconds(const std::string& text) {
  constexpr double kMost = 3600;
  const double seconds = parse_number(text);
  if (seconds <= 0 || seconds > kMost) {
    throw InvalidInput(fmt::format("{}: seconds above 0, {} at most, are accepted", in_quotes(text), kMost));
  }
  return seconds;
}

}  // namespace

void add_bench_options(CLI::App& command, BenchOptions& options) {
  const auto add = [&](const char* name, auto& value, const char* type, const char* group, const char* description) {
    return command.add_option(name, value, description)->type_name(type)->group(group);
  };
  const auto add_list = [&](const char* name, std::vector<std::string>& values, const char* type,
                            const char* description) {
    add(name, values, type, kMeasured, description)->delimiter(',')->take_all()->allow_extra_args(false);
  };
  add_list("--only", options.sections, "PART,...", "rates, early-end, stages, scaling, latency [all]");
  add_list("--backend", options.backends, "NAME,...", "Backends [every one that can run]");
  add_list("--sequence,--seq", options.sequences, "SEQUENCE,...",
           "Sequences of rates and early ends [AB,AABAB,BBBBBBAAAAAA]");
  add_list("--size", options.sizes, "WxH,...", "Sizes of pictures [512x512 and 4k, or as the part needs]");
  add_list("--iterations,--its", options.iterations, "N,...",
           "Points of the orbit; all for rates [400,4000] and early ends [100 to 100000], else the first");
  add_list("--precision", options.precisions, "f32|f64,...", "Number formats of rates and early ends [f32,f64]");
  add("--repeats", options.repeats, "N", kMeasured,
      "Repeats of each measurement, 10 or more of latency; medians are told [5]");
  add("--seconds", options.seconds, "S", kMeasured,
      "About how long a repeat takes; stages 5 times, films 40 times that [0.2]");
  add("--ffmpeg", options.ffmpeg, "PROGRAM", kMeasured, "The ffmpeg to use")->capture_default_str();
  add("--from", options.from, "RUN.json", kMeasured, "Measures nothing, but takes an earlier run");
  add("--json", options.json, "FILE", kResults, "All figures, raw and derived; - for standard output");
  add("--plot", options.plot, "FILE", kResults, "A chart, .png or .svg, drawn by gnuplot");
  add("--gnuplot", options.gnuplot, "PROGRAM", kResults, "The gnuplot to use")->capture_default_str();
  add("--against", options.against, "RUN.json", kResults, "Compares with an earlier run");
  add("--worse-than", options.worse_than, "SHARE", kResults,
      "With --against: the loss from which exit code 3 tells it [10%]");
  add_progress_options(command, options.computing, "No progress and no tables");
  add_device_options(command, options.computing);
  command.get_option("--device")->type_name("N")->description("Number of the GPU; one is measured at a time");
}

void refuse_measuring(const BenchOptions& options) {
  const auto refuse = [](const char* option, bool is_given) {
    if (is_given) throw InvalidInput(option, "--from takes a run as it is and measures nothing; leave one out");
  };
  refuse("--only", !options.sections.empty());
  refuse("--backend", !options.backends.empty());
  refuse("--sequence", !options.sequences.empty());
  refuse("--size", !options.sizes.empty());
  refuse("--iterations", !options.iterations.empty());
  refuse("--precision", !options.precisions.empty());
  refuse("--repeats", !options.repeats.empty());
  refuse("--seconds", !options.seconds.empty());
}

BenchPlan bench_plan_of(const BenchOptions& options) {
  constexpr std::int64_t kMostRepeats = 1000;
  BenchPlan plan;
  plan.backends = options.backends;
  read_list("--sequence", options.sequences, plan.sequences, [](const std::string& text) {
    for (const char letter : Sequence::parse(text).distinct()) {
      if (letter > 'B') throw InvalidInput(fmt::format("{}: sequences of A and B are measured", in_quotes(text)));
    }
    return text;
  });
  if (!options.sequences.empty()) plan.early_end_views = views_of(plan.sequences);
  read_list("--size", options.sizes, plan.sizes, parse_size);
  if (!options.sizes.empty()) plan.scaling_sizes = plan.latency_sizes = plan.sizes;
  read_list("--iterations", options.iterations, plan.iterations, [](const std::string& text) {
    return parse_integer(text, 2, RenderSpec::kMaxIterations, "the number of iterations");
  });
  if (!options.iterations.empty()) plan.early_end_iterations = plan.iterations;
  read_list("--precision", options.precisions, plan.precisions, parse_precision);
  if (!options.sections.empty()) {
    plan.sections.clear();
    for (const std::string& text : options.sections) {
      plan.sections.insert(read_option("--only", text, parse_section));
    }
  }
  if (!options.repeats.empty()) {
    plan.repeats =
        static_cast<int>(read_integer("--repeats", options.repeats, 1, kMostRepeats, "the number of repeats"));
  }
  if (!options.seconds.empty()) plan.seconds = read_option("--seconds", options.seconds, parse_seconds);
  plan.ffmpeg = options.ffmpeg;
  return plan;
}

}  // namespace lyap
