#include "tools/farm/farm_makers.h"

#include "host/base/error.h"
#include "tools/farm/command_lines.h"
#include "tools/farm/local_farm.h"
#include "tools/farm/make_parts.h"
#include "tools/farm/slurm_farm.h"
#include "tools/terminal/json_report.h"
#include "tools/terminal/standard_output.h"

#include <string>

#include <fmt/format.h>

namespace lyap {
namespace {

void print_command_lines(const PlannedFarm& farm, int verified, ProgressStyle style) {
  const std::string line = farm_command_line("part", farm.folder);
  std::string lines;
  for (const std::int64_t part : farm_state(farm.folder, farm.plan).missing())
    lines += fmt::format("{} {}\n", line, part);
  print_answer(lines);
  print_report(style, "note",
               fmt::format("note: when all of them have ended: {} --verify {}\n",
                           farm_command_line("join", farm.folder), verified));
}

}  // namespace

void check_makers(const FarmMakers& makers) {
  const int chosen = (makers.slurm ? 1 : 0) + (makers.print ? 1 : 0) + (makers.local > 0 ? 1 : 0);
  if (chosen != 1) throw InvalidInput("say who makes the parts, by one of --slurm, --local N and --print");
}

void run_makers(const PlannedFarm& farm, const FarmMakers& makers, const ReportOptions& reports, StopSignals& signals) {
  if (makers.print) return print_command_lines(farm, makers.verified, reports.style());
  if (makers.local > 0) {
    make_parts_here(farm, makers.local, reports.style(), signals);
    return join_farm(farm, makers.verified, reports, signals);
  }
  check_not_at_work(farm, signals.token());
  const std::string text = submit_slurm_farm(farm, 1, makers.verified, signals.token());
  if (!reports.quiet) print_report(reports.style(), "summary", fmt::format("submitted: {}\n", text));
}

}  // namespace lyap
