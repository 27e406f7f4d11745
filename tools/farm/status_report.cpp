#include "tools/farm/status_report.h"

#include "host/base/text.h"
#include "host/spec/command_line.h"
#include "host/system/read_file.h"
#include "tools/terminal/progress_report.h"
#include "tools/terminal/standard_output.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace lyap {

void print_status(const FarmFolder& folder, bool json) {
  const FarmPlan plan = folder.plan();
  const FarmProgress progress =
      progress_of(farm_state(folder, plan, FileTimes::kAsked), plan, FarmState::Time::clock::now());
  const bool is_joined = names_something(plan.output);
  print_answer(json ? status_json(plan, progress, is_joined) : status_text(plan, progress, is_joined));
}

std::string_view unit_of(const FarmPlan& plan) {
  return plan.kind == FarmKind::kFilm ? "frames" : "rows";
}

std::string units_text(const FarmPlan& plan, std::int64_t units) {
  std::string_view unit = unit_of(plan);
  if (units == 1) unit.remove_suffix(1);
  return fmt::format("{} {}", units, unit);
}

std::string status_text(const FarmPlan& plan, const FarmProgress& progress, bool is_joined) {
  std::string text = printable(command_line_of(plan.recipe)) + "\n";
  text += fmt::format("{} of {} parts are done, {} running, {} missing; {} of {}", progress.done, plan.parts(),
                      progress.running, progress.missing - std::min(progress.running, progress.missing),
                      progress.units_done, units_text(plan, plan.units));
  if (progress.rate > 0 && progress.missing > 0) {
    text += fmt::format(", {:.3g} {}/s, {} left", progress.rate, unit_of(plan), clock_text(progress.time_left));
  }
  const char* output = is_joined ? "is there" : progress.missing > 0 ? "comes when all are done" : "is not joined yet";
  return text + fmt::format("\n{} {}\n", printable(plan.output), output);
}

std::string status_json(const FarmPlan& plan, const FarmProgress& progress, bool is_joined) {
  nlohmann::ordered_json json;
  json["kind"] = name_of(plan.kind);
  json["parts"] = plan.parts();
  json["done"] = progress.done;
  json["running"] = progress.running;
  json["missing"] = progress.missing - std::min(progress.running, progress.missing);
  json["units"] = plan.units;
  json["units_done"] = progress.units_done;
  json["units_per_second"] = progress.rate;
  json["seconds_left"] = progress.time_left;
  json["output"] = plan.output;
  json["output_exists"] = is_joined;
  json["hash"] = plan.hash();
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace lyap
