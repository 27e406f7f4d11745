#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

// Slurm through its commands, as a user has them: no library of Slurm's is linked, and no daemon is ours. All functions
// throw Failure, with what the command said, where it cannot be started or fails, and Interrupted.

/// What the cluster allows.
struct SlurmLimits {
  /// Indices of an array are below this.
  std::int64_t max_array_size = 1001;
  /// How long a job may run, in minutes; nothing where there is no limit.
  std::optional<std::int64_t> max_minutes;
};

/// Asks `scontrol` for the limits of a partition, the default one if it is empty.
SlurmLimits slurm_limits(const std::string& partition, const std::stop_token& stop);

/// The same of what `scontrol show config` and `scontrol -o show partition` print.
SlurmLimits parse_slurm_limits(std::string_view config, std::string_view partitions, std::string_view partition);

/// Minutes of a time limit as Slurm writes it, "1-00:30:00", "02:00:00" or "10:00", rounded down; nothing for
/// "UNLIMITED" and for what is no time.
std::optional<std::int64_t> parse_slurm_minutes(std::string_view text);

/// The partition that words for sbatch choose, "-p gpu" or "--partition=gpu"; empty if they choose none.
std::string partition_of(std::span<const std::string> options);

/// The names of the nodes of a partition, the default one if it is empty.
std::vector<std::string> slurm_nodes(const std::string& partition, const std::stop_token& stop);

/// Tasks of one array: their numbers are `offset` + the indices.
struct SlurmArray {
  std::int64_t offset = 0;
  std::vector<std::int64_t> indices;
};

/// Shares tasks, whose numbers rise, out to arrays whose indices are below the limit.
std::vector<SlurmArray> slurm_arrays(std::span<const std::int64_t> tasks, std::int64_t max_array_size);

/// "0-3,7": numbers that rise, as --array takes them.
std::string index_list(std::span<const std::int64_t> indices);

/// A job, or an array of them.
struct SlurmJob {
  std::string name;
  /// The script and its arguments.
  std::vector<std::string> script;
  /// A file, in which %a is the index in the array.
  std::string log;
  /// Minutes; 0 where the cluster's own limit counts.
  std::int64_t minutes = 0;
  /// Indices of an array; a single job if empty.
  std::vector<std::int64_t> indices;
  /// Ids of jobs after whose end, however they end, it starts.
  std::vector<std::string> after;
  /// Further words for sbatch.
  std::vector<std::string> options;
};

/// The arguments of sbatch for the job. It is started again where its node fails, gets SIGTERM two minutes before its
/// time is over, and appends to its log.
std::vector<std::string> sbatch_arguments(const SlurmJob& job);

/// Submits the job and returns its id.
std::string submit(const SlurmJob& job, const std::stop_token& stop);

/// How many jobs of that name this user has that wait or run; elements of an array that wait count as one.
std::int64_t jobs_in_queue(const std::string& name, const std::stop_token& stop);

/// Ends all jobs of that name of this user.
void cancel_jobs(const std::string& name, const std::stop_token& stop);

}  // namespace lyap
