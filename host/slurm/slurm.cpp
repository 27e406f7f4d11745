#include "host/slurm/slurm.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/system/child_process.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <sstream>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

/// For how long a command of Slurm's may do nothing: it waits for a controller that is busy or does not answer.
constexpr std::chrono::minutes kIdle(2);

/// The standard output of a command of Slurm's.
std::string run_slurm(const std::string& program, std::vector<std::string> arguments, const std::stop_token& stop) {
  ChildProcess command({program, std::move(arguments), "; install Slurm's commands, or start the tasks otherwise"});
  command.close_input();
  const ExitStatus end = command.wait({.stop = stop, .idle = kIdle});
  if (end.timed_out && stop.stop_requested()) throw Interrupted();
  if (!end.success()) throw Failure(command.exit_message());
  return command.output();
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = error == std::errc() && end == text.data() + text.size() && number >= 0;
  return is_whole ? std::optional(number) : std::nullopt;
}

/// The value of KEY=VALUE among the words of a line; empty if there is none.
std::string_view value_in(std::string_view line, std::string_view key) {
  const std::string wanted = fmt::format(" {}=", key);
  const std::size_t at = line.starts_with(wanted.substr(1)) ? 0 : line.find(wanted);
  if (at == line.npos) return "";
  const std::string_view value = line.substr(line.find('=', at) + 1);
  return value.substr(0, value.find(' '));
}

std::string user_name() {
  return fmt::format("{}", ::getuid());
}

}  // namespace

std::optional<std::int64_t> parse_slurm_minutes(std::string_view text) {
  std::int64_t days = 0;
  if (const std::size_t dash = text.find('-'); dash != text.npos) {
    const auto number = parse_whole(text.substr(0, dash));
    if (!number || *number > 100'000) return std::nullopt;
    days = *number;
    text.remove_prefix(dash + 1);
  }
  std::vector<std::int64_t> numbers;
  for (bool more = true; more;) {
    const std::size_t colon = text.find(':');
    const auto number = parse_whole(text.substr(0, colon));
    if (!number || *number > 100'000'000 || numbers.size() == 3) return std::nullopt;
    numbers.push_back(*number);
    more = colon != text.npos;
    if (more) text.remove_prefix(colon + 1);
  }
  // Hours, minutes and seconds, or minutes and seconds.
  if (numbers.size() == 3) return days * 1440 + numbers[0] * 60 + numbers[1];
  return days > 0 ? days * 1440 + numbers[0] * 60 : numbers[0];
}

SlurmLimits parse_slurm_limits(std::string_view config, std::string_view partitions, std::string_view partition) {
  SlurmLimits limits;
  std::istringstream lines{std::string(config)};
  for (std::string line; std::getline(lines, line);) {
    constexpr std::string_view kKey = "MaxArraySize";
    if (!line.starts_with(kKey)) continue;
    const std::size_t value = line.find_first_not_of(" =", kKey.size());
    if (value == line.npos) continue;
    if (const auto size = parse_whole(std::string_view(line).substr(value)); size && *size > 1) {
      limits.max_array_size = *size;
    }
  }
  std::istringstream entries{std::string(partitions)};
  for (std::string line; std::getline(entries, line);) {
    const bool is_meant =
        partition.empty() ? value_in(line, "Default") == "YES" : value_in(line, "PartitionName") == partition;
    if (is_meant) limits.max_minutes = parse_slurm_minutes(value_in(line, "MaxTime"));
  }
  return limits;
}

SlurmLimits slurm_limits(const std::string& partition, const std::stop_token& stop) {
  return parse_slurm_limits(run_slurm("scontrol", {"show", "config"}, stop),
                            run_slurm("scontrol", {"-o", "show", "partition"}, stop), partition);
}

std::string partition_of(std::span<const std::string> options) {
  constexpr std::string_view kLong = "--partition";
  std::string partition;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const std::string& word = options[i];
    if ((word == "-p" || word == kLong) && i + 1 < options.size()) partition = options[i + 1];
    if (word.starts_with("--partition=")) partition = word.substr(kLong.size() + 1);
    if (word.starts_with("-p") && word.size() > 2) partition = word.substr(2);
  }
  return partition;
}

std::vector<std::string> slurm_nodes(const std::string& partition, const std::stop_token& stop) {
  // "node1 debug*": a star marks the default partition.
  std::istringstream lines(run_slurm("sinfo", {"--noheader", "--Node", "--format=%N %P"}, stop));
  std::vector<std::string> nodes;
  for (std::string node, of; lines >> node >> of;) {
    if (partition.empty() ? of.ends_with('*') : of == partition || of == partition + "*") nodes.push_back(node);
  }
  return nodes;
}

std::vector<SlurmArray> slurm_arrays(std::span<const std::int64_t> tasks, std::int64_t max_array_size) {
  std::vector<SlurmArray> arrays;
  for (const std::int64_t task : tasks) {
    const std::int64_t offset = task / max_array_size * max_array_size;
    if (arrays.empty() || arrays.back().offset != offset) arrays.push_back({offset, {}});
    arrays.back().indices.push_back(task - offset);
  }
  return arrays;
}

std::string index_list(std::span<const std::int64_t> indices) {
  std::vector<std::string> ranges;
  for (std::size_t i = 0; i < indices.size();) {
    std::size_t last = i;
    while (last + 1 < indices.size() && indices[last + 1] == indices[last] + 1) ++last;
    ranges.push_back(last == i ? fmt::format("{}", indices[i]) : fmt::format("{}-{}", indices[i], indices[last]));
    i = last + 1;
  }
  return fmt::format("{}", fmt::join(ranges, ","));
}

std::vector<std::string> sbatch_arguments(const SlurmJob& job) {
  // Of words that exclude each other the last one counts: a user's before ours where they are a matter of taste.
  std::vector<std::string> words{"--requeue", "--signal=B:TERM@120"};
  if (job.minutes > 0) words.push_back(fmt::format("--time={}", job.minutes));
  words.insert(words.end(), job.options.begin(), job.options.end());
  words.insert(words.end(), {"--parsable", "--open-mode=append", "--job-name=" + job.name, "--output=" + job.log});
  if (!job.indices.empty()) words.push_back("--array=" + index_list(job.indices));
  if (!job.after.empty()) words.push_back(fmt::format("--dependency=afterany:{}", fmt::join(job.after, ":")));
  words.insert(words.end(), job.script.begin(), job.script.end());
  return words;
}

std::string submit(const SlurmJob& job, const std::stop_token& stop) {
  const std::string answer = run_slurm("sbatch", sbatch_arguments(job), stop);
  // "123", or "123;cluster".
  const std::string id = answer.substr(0, answer.find_first_of(";\n"));
  if (!parse_whole(id)) throw Failure(fmt::format("sbatch did not tell a job's number but {}", in_quotes(answer)));
  return id;
}

std::int64_t jobs_in_queue(const std::string& name, const std::stop_token& stop) {
  const std::string lines =
      run_slurm("squeue", {"--noheader", "--name=" + name, "--user=" + user_name(), "--format=%i"}, stop);
  return std::ranges::count(lines, '\n');
}

void cancel_jobs(const std::string& name, const std::stop_token& stop) {
  run_slurm("scancel", {"--name=" + name, "--user=" + user_name()}, stop);
}

}  // namespace lyap
