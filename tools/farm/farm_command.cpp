#include "tools/farm/farm_command.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "tools/farm/farm_makers.h"
#include "tools/farm/make_parts.h"
#include "tools/farm/plan_farm.h"
#include "tools/farm/slurm_farm.h"
#include "tools/farm/status_report.h"
#include "tools/terminal/standard_output.h"

#include <fmt/format.h>

namespace lyap {
namespace {

/// Other words than options belong to no one; sbatch would take them as a script.
void check_scheduler_words(const FarmOptions& options) {
  const std::vector<std::string>& words = options.scheduler_words;
  if (words.empty()) return;
  if (!words.front().starts_with('-')) {
    throw InvalidInput(fmt::format(
        "{} is one argument too many; status, join, resume, cancel and part are a farm's commands, and words for "
        "sbatch stand behind --",
        in_quotes(words.front())));
  }
  if (!options.makers.slurm) throw InvalidInput("words behind -- are for sbatch; add --slurm");
}

void run_new_farm(FarmOptions& options, StopSignals& signals) {
  check_scheduler_words(options);
  check_makers(options.makers);
  signals.defer();
  for (const PlannedFarm& farm : plan_farms(options, signals)) {
    run_makers(farm, options.makers, options.film.reports, signals);
  }
}

void resume_farm(const FarmOptions& options, StopSignals& signals) {
  check_makers(options.resume_makers);
  signals.defer();
  for (const FarmFolder& folder : farms_in(options.resume.folder)) {
    PlannedFarm farm{folder, folder.plan()};
    farm.plan.computing = with_chosen(farm.plan.computing, options.resume.backend.settings());
    run_makers(farm, options.resume_makers, options.resume.reports, signals);
  }
}

void cancel_farms(const std::string& path, const StopSignals& signals) {
  std::int64_t jobs = 0;
  for (const FarmFolder& folder : farms_in(path)) jobs += cancel_slurm_farm(folder, folder.plan(), signals.token());
  print_report(jobs == 0 ? "Slurm has no jobs of this farm\n"
                         : fmt::format("{} jobs were cancelled; lyap farm resume goes on\n", jobs));
}

}  // namespace

void run_farm(FarmOptions& options, StopSignals& signals) {
  if (options.part.command) return run_part_command(options, signals);
  if (options.join.command) return run_join_command(options, signals);
  if (options.resume.command) return resume_farm(options, signals);
  if (options.cancel) return cancel_farms(options.cancel_folder, signals);
  if (options.status) {
    for (const FarmFolder& folder : farms_in(options.status_folder)) print_status(folder, options.json);
    return;
  }
  run_new_farm(options, signals);
}

}  // namespace lyap
