#include "tools/bench/options.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kMeasured = "What is measured";
constexpr const char* kResults = "What becomes of it";
constexpr const char* kReports = "Reports";
constexpr const char* kComputing = "Computing";

/// Refuses other numbers; help does not tell the range.
template <class Number>
CLI::Validator in_range(Number least, Number most) {
  return CLI::Range(least, most).description("");
}

/// What `read` makes of the text; what it refuses is a wrong use of the option, which is the first of `names`.
template <class Read>
auto read_value(const std::string& names, const std::string& text, Read read) {
  try {
    return read(text);
  } catch (const InvalidInput& error) {
    throw CLI::ValidationError(names.substr(0, names.find(',')), error.what());
  }
}

/// An option that takes a list, with commas or again and again, instead of the one in `values`; doubles are left out.
template <class T, class Read>
CLI::Option* add_list(CLI::App& app, const char* names, const char* type, std::vector<T>& values, Read read,
                      const char* description) {
  const auto read_list = [&values, names, read](const std::vector<std::string>& texts) {
    values.clear();
    for (const std::string& text : texts) {
      const T value = read_value(names, text, read);
      if (std::ranges::find(values, value) == values.end()) values.push_back(value);
    }
  };
  return app.add_option_function<std::vector<std::string>>(names, read_list, description)
      ->type_name(type)
      ->group(kMeasured)
      ->delimiter(',')
      ->take_all()
      ->allow_extra_args(false);
}

BenchSection parse_section(std::string_view text) {
  if (text == "rates") return BenchSection::kRates;
  if (text == "early-end") return BenchSection::kEarlyEnd;
  if (text == "stages") return BenchSection::kStages;
  if (text == "scaling") return BenchSection::kScaling;
  if (text == "latency") return BenchSection::kLatency;
  throw InvalidInput(
      fmt::format("{} is not known: rates, early-end, stages, scaling and latency are accepted", in_quotes(text)));
}

std::string parse_sequence(const std::string& text) {
  for (const char letter : Sequence::parse(text).distinct()) {
    if (letter > 'B') throw InvalidInput(fmt::format("{}: sequences of A and B are measured", in_quotes(text)));
  }
  return text;
}

/// Rates beside the ceiling of a GPU are those of one.
DeviceChoice parse_device(const std::string& text) {
  DeviceChoice device = parse_device_choice(text);
  if (!device.is_all() && device.numbers().size() <= 1) return device;
  throw InvalidInput(fmt::format("{}: one GPU is measured at a time; give its number", in_quotes(text)));
}

/// "10%" or "0.1".
double parse_share(const std::string& text) {
  const bool is_percent = text.ends_with('%');
  const auto refuse = [&] {
    return InvalidInput(fmt::format("{} is no share; 10% or 0.1 is accepted, above 0 and below 100%", in_quotes(text)));
  };
  try {
    const double number = parse_number(std::string_view(text).substr(0, text.size() - (is_percent ? 1 : 0)));
    const double share = is_percent ? number / 100 : number;
    if (share > 0 && share < 1) return share;
  } catch (const InvalidInput&) {
    throw refuse();
  }
  throw refuse();
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

/// What is measured.
std::vector<CLI::Option*> add_plan_options(CLI::App& app, BenchPlan& plan) {
  const auto parse_count = [](const std::string& text) {
    return parse_integer(text, 2, RenderSpec::kMaxIterations, "the number of iterations");
  };
  const auto as_it_is = [](const std::string& text) { return text; };
  return {
      add_list(app, "--only", "PART,...", plan.sections, parse_section,
               "rates, early-end, stages, scaling, latency [all]"),
      add_list(app, "--backend", "NAME,...", plan.backends, as_it_is, "Backends [every one that can run]"),
      add_list(app, "--sequence,--seq", "SEQUENCE,...", plan.sequences, parse_sequence,
               "Sequences of rates and early ends [AB,AABAB,BBBBBBAAAAAA]"),
      add_list(app, "--size", "WxH,...", plan.sizes, parse_size,
               "Sizes of pictures [512x512 and 4k, or as the part needs]"),
      add_list(app, "--iterations,--its", "N,...", plan.iterations, parse_count,
               "Points of the orbit; all for rates [400,4000] and early ends [100 to 100000], else the first"),
      add_list(app, "--precision", "f32|f64,...", plan.precisions, parse_precision,
               "Number formats of rates and early ends [f32,f64]"),
      app.add_option("--repeats", plan.repeats, "Repeats of each measurement, 10 or more of latency; medians are told")
          ->check(in_range(1, 1000))
          ->type_name("N"),
      app.add_option("--seconds", plan.seconds, "About how long a repeat takes; stages 5 times, films 40 times that")
          ->check(in_range(1e-6, 3600.0))
          ->type_name("S"),
  };
}

void add_result_options(CLI::App& app, BenchOptions& options) {
  app.add_option("--json", options.json, "All figures, raw and derived; - for standard output")
      ->type_name("FILE")
      ->group(kResults);
  CLI::Option* against = app.add_option("--against", options.against, "Compares with an earlier run")
                             ->type_name("RUN.json")
                             ->group(kResults);
  const auto read_share = [&options](const std::string& text) {
    options.worse_than = read_value("--worse-than", text, parse_share);
  };
  app.add_option_function<std::string>("--worse-than", read_share,
                                       "With --against: the loss from which exit code 3 tells it [10%]")
      ->type_name("SHARE")
      ->group(kResults)
      ->needs(against);
}

void add_computing_options(CLI::App& app, BenchPlan& plan) {
  const auto read_device = [&plan](const std::string& text) {
    plan.device = read_value("--device", text, parse_device);
  };
  app.add_option_function<std::string>("--device", read_device, "Number of the GPU; one is measured at a time [first]")
      ->type_name("N")
      ->group(kComputing);
  app.add_flag_callback(
         "--no-jit", [&plan] { plan.kernels_made = KernelsMade::kNever; },
         "On GPUs, only the kernels that come with the program")
      ->group(kComputing);
  app.add_option("--threads,--cores", plan.threads, "CPU threads, 0 for all processors")
      ->check(in_range(0, 4096))
      ->type_name("N")
      ->group(kComputing)
      ->capture_default_str();
}

}  // namespace

void add_bench_options(CLI::App& app, BenchOptions& options) {
  BenchPlan& plan = options.plan;
  CLI::Option* from = app.add_option("--from", options.from, "Measures nothing, but takes an earlier run")
                          ->type_name("RUN.json")
                          ->group(kMeasured);
  for (CLI::Option* option : add_plan_options(app, plan)) {
    from->excludes(option->group(kMeasured)->capture_default_str());
  }
  app.add_option("--ffmpeg", plan.ffmpeg, "The ffmpeg to use")
      ->type_name("PROGRAM")
      ->group(kMeasured)
      ->capture_default_str();
  add_result_options(app, options);
  app.add_flag("--quiet,-q", options.quiet, "No progress and no tables")->group(kReports);
  const auto read_style = [&options](const std::string& text) {
    options.progress = read_value("--progress", text, parse_progress_style);
  };
  app.add_option_function<std::string>("--progress", read_style,
                                       "bar, lines, json or none; auto is a bar on a terminal, else lines [auto]")
      ->type_name("STYLE")
      ->group(kReports);
  add_computing_options(app, plan);
  // What follows from other options.
  app.callback([&app, &plan] {
    if (app.count("--sequence") > 0) plan.early_end_views = views_of(plan.sequences);
    if (app.count("--size") > 0) plan.scaling_sizes = plan.latency_sizes = plan.sizes;
    if (app.count("--iterations") > 0) plan.early_end_iterations = plan.iterations;
  });
}

}  // namespace lyap
