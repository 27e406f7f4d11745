#include "tools/farm/slurm_farm.h"

#include "host/base/checksum.h"
#include "host/base/error.h"
#include "host/base/text.h"
#include "host/slurm/job_scripts.h"
#include "host/slurm/slurm.h"
#include "host/system/file_place.h"
#include "host/system/output_file.h"
#include "tools/farm/command_lines.h"

#include <algorithm>
#include <filesystem>
#include <span>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

/// By which Slurm knows the farm: of the film and of where it is made.
std::string job_name(const FarmFolder& folder, const FarmPlan& plan) {
  return "lyap-" + checksum_of(plan.hash() + file_place(folder.path()).string());
}

std::filesystem::path write_script(const FarmFolder& folder, const char* name, const std::string& text) {
  const std::filesystem::path path = file_place(folder.path() / name);
  OutputFile file(path.string());
  file.write(std::as_bytes(std::span(text)));
  file.commit();
  return path;
}

/// Tasks that have a missing part, in rising order.
std::vector<std::int64_t> missing_tasks(const FarmFolder& folder, const FarmPlan& plan) {
  std::vector<std::int64_t> tasks;
  for (const std::int64_t part : farm_state(folder, plan).missing()) {
    const std::int64_t task = part / plan.parts_per_task;
    if (tasks.empty() || tasks.back() != task) tasks.push_back(task);
  }
  return tasks;
}

std::int64_t minutes_within(std::int64_t minutes, const SlurmLimits& limits) {
  return limits.max_minutes && minutes > 0 ? std::min(minutes, *limits.max_minutes) : minutes;
}

/// Keeps the job away from nodes whose last task has failed, as long as others are left: a node whose disk is full
/// fails quickly, and would get one task after the other.
void exclude_failed(const FarmFolder& folder, std::span<const std::string> options, SlurmJob& job,
                    const std::stop_token& stop) {
  std::vector<std::string> failed = folder.failed_machines();
  const std::vector<std::string> nodes = slurm_nodes(partition_of(options), stop);
  std::erase_if(failed, [&](const std::string& name) { return std::ranges::count(nodes, name) == 0; });
  if (failed.empty() || failed.size() >= nodes.size()) return;
  job.options.push_back(fmt::format("--exclude={}", fmt::join(failed, ",")));
}

}  // namespace

std::string submit_slurm_farm(const PlannedFarm& farm, int round, int verified, const std::stop_token& stop) {
  const auto& [folder, plan] = farm;
  const SlurmLimits limits = slurm_limits(partition_of(plan.scheduler_options), stop);
  const std::vector<std::int64_t> tasks = missing_tasks(folder, plan);
  const std::string logs = file_place(folder.logs()).string();
  SlurmJob job{.name = job_name(folder, plan),
               .script = {},
               .log = {},
               .minutes = minutes_within(plan.task_minutes, limits),
               .indices = {},
               .after = {},
               .options = plan.scheduler_options};
  // A node may give a job fewer processors than it has.
  const std::string threads = plan.computing.has("threads") ? "" : " --threads \"${SLURM_CPUS_ON_NODE:-0}\"";
  const std::string task_file = write_script(folder, "task.sh",
                                             task_script(farm_command_line("part", folder) + threads +
                                                         " --progress none --machine \"$SLURMD_NODENAME\" --task"))
                                    .string();
  const std::string join_file =
      write_script(
          folder, "join.sh",
          join_script(fmt::format("{}{} --verify {} --round", farm_command_line("join", folder), threads, verified)))
          .string();
  if (round > 1) exclude_failed(folder, plan.scheduler_options, job, stop);
  SlurmJob join = job;
  for (const SlurmArray& array : slurm_arrays(tasks, limits.max_array_size)) {
    job.script = {task_file, fmt::format("{}", array.offset)};
    job.log = fmt::format("{}/tasks-{}+%a.log", logs, array.offset);
    job.indices = array.indices;
    join.after.push_back(submit(job, stop));
  }
  join.script = {join_file, fmt::format("{}", round)};
  join.log = logs + "/join.log";
  const std::string join_id = submit(join, stop);
  return fmt::format("{} tasks of {} parts in {} arrays, then job {} joins them", tasks.size(), plan.parts_per_task,
                     join.after.size(), join_id);
}

void check_not_at_work(const PlannedFarm& farm, const std::stop_token& stop) {
  const std::int64_t jobs = jobs_in_queue(job_name(farm.folder, farm.plan), stop);
  if (jobs == 0) return;
  const std::string folder = in_quotes(farm.folder.path().string());
  throw InvalidInput(
      fmt::format("the farm in {} is at work: Slurm has {} jobs of it; see lyap farm status, or end them "
                  "with lyap farm cancel",
                  folder, jobs));
}

std::int64_t cancel_slurm_farm(const FarmFolder& folder, const FarmPlan& plan, const std::stop_token& stop) {
  const std::string name = job_name(folder, plan);
  const std::int64_t jobs = jobs_in_queue(name, stop);
  if (jobs > 0) cancel_jobs(name, stop);
  return jobs;
}

}  // namespace lyap
