#include "host/farm/farm_folder.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/system/file_descriptor.h"
#include "host/system/output_file.h"
#include "host/system/read_file.h"

#include <algorithm>
#include <cstddef>
#include <fcntl.h>
#include <span>
#include <system_error>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

/// Timelines may be long; no plan is longer.
constexpr std::size_t kMaxPlanBytes = std::size_t{16} << 20;

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw FileFailure(fmt::format("cannot make the folder '{}': {}", folder.string(), error.message()));
}

/// Writes a file that must not exist yet. Returns false if it does: of two who try at the same time, one succeeds, also
/// on a file system of the network.
bool write_new_file(const fs::path& path, const std::string& text) {
  const fs::path whole = path.parent_path() / (unfinished_stem(0) + path.filename().string());
  OutputFile file(whole.string());
  file.write(std::as_bytes(std::span(text)));
  file.commit();
  std::error_code error;
  fs::create_hard_link(whole, path, error);
  std::error_code ignored;
  if (!error || error == std::errc::file_exists) {
    fs::remove(whole, ignored);
    return !error;
  }
  // It knows no links.
  fs::rename(whole, path, error);
  if (error) throw FileFailure(fmt::format("cannot write '{}': {}", path.string(), error.message()));
  return true;
}

/// Calls `look` with each entry of a folder; a missing one has none.
template <class Look>
void for_each_entry(const fs::path& folder, Look look) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) look(*entry);
  if (error && error != std::errc::no_such_file_or_directory) {
    throw FileFailure(fmt::format("cannot read the folder '{}': {}", folder.string(), error.message()));
  }
}

bool has_entries(const fs::path& folder) {
  bool found = false;
  for_each_entry(folder, [&](const fs::directory_entry&) { found = true; });
  return found;
}

}  // namespace

bool FarmFolder::has_plan() const {
  return names_something(plan_file().string());
}

FarmPlan FarmFolder::plan() const {
  if (!has_plan()) {
    throw InvalidInput(fmt::format("there is no farm in {}: it has no plan.json", in_quotes(path_.string())));
  }
  try {
    return parse_farm_plan(read_file(plan_file().string(), kMaxPlanBytes, "plan"));
  } catch (const InvalidInput& error) {
    throw InvalidInput(fmt::format("{}: {}", in_quotes(plan_file().string()), error.what()));
  }
}

FarmPlan FarmFolder::begin(const FarmPlan& asked) const {
  if (has_plan()) {
    FarmPlan there = plan();
    const std::string difference = farm_plan_difference(there, asked);
    if (difference.empty()) return there;
    throw InvalidInput(fmt::format("{} has another farm, {}; take another folder, or remove it",
                                   in_quotes(path_.string()), difference));
  }
  if (has_entries(path_)) {
    throw InvalidInput(fmt::format("{} has other files in it; take an empty folder, or a name that is free",
                                   in_quotes(path_.string())));
  }
  make_folder(parts());
  make_folder(logs());
  return write_new_file(plan_file(), farm_plan_json(asked)) ? asked : begin(asked);
}

void FarmFolder::note_machine(const std::string& name, bool has_failed) const {
  const fs::path file = failed() / fs::path(name).filename();
  std::error_code ignored;
  if (has_failed) {
    fs::create_directories(failed(), ignored);
    const FileDescriptor made(::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
  } else {
    fs::remove(file, ignored);
  }
}

std::vector<std::string> FarmFolder::failed_machines() const {
  std::vector<std::string> names;
  for_each_entry(failed(),
                 [&](const fs::directory_entry& entry) { names.push_back(entry.path().filename().string()); });
  std::ranges::sort(names);
  return names;
}

std::vector<std::int64_t> FarmState::missing() const {
  std::vector<std::int64_t> missing;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    if (parts[part].files.empty()) missing.push_back(static_cast<std::int64_t>(part));
  }
  return missing;
}

FarmState farm_state(const FarmFolder& folder, const FarmPlan& plan, FileTimes times) {
  FarmState state;
  state.parts.resize(static_cast<std::size_t>(plan.parts()));
  const std::string ending = file_ending(plan.output);
  for_each_entry(folder.parts(), [&](const fs::directory_entry& entry) {
    std::error_code gone;
    const FarmState::Time time = times == FileTimes::kAsked ? entry.last_write_time(gone) : FarmState::Time::min();
    if (gone) return;  // renamed meanwhile
    const std::string name = entry.path().filename().string();
    if (const auto part = parse_part_name(name, ending); part && part->part < plan.parts()) {
      FarmState::Part& found = state.parts[static_cast<std::size_t>(part->part)];
      found.files.push_back(name);
      found.finished = std::max(found.finished, time);
    } else if (const auto unfinished = parse_unfinished_name(name); unfinished && *unfinished < plan.parts()) {
      FarmState::Time& latest = state.unfinished.try_emplace(*unfinished, time).first->second;
      latest = std::max(latest, time);
    }
  });
  for (FarmState::Part& part : state.parts) std::ranges::sort(part.files);
  return state;
}

FarmProgress progress_of(const FarmState& state, const FarmPlan& plan, FarmState::Time now) {
  constexpr std::chrono::minutes kGrowing(5);
  FarmProgress progress;
  FarmState::Time first = FarmState::Time::max();
  FarmState::Time last = FarmState::Time::min();
  std::int64_t first_units = 0;
  for (std::int64_t i = 0; i < plan.parts(); ++i) {
    const FarmState::Part& part = state.parts[static_cast<std::size_t>(i)];
    if (part.files.empty()) continue;
    ++progress.done;
    progress.units_done += plan.units_of(i);
    last = std::max(last, part.finished);
    if (part.finished < first) {
      first = part.finished;
      first_units = plan.units_of(i);
    }
  }
  progress.missing = plan.parts() - progress.done;
  for (const auto& [part, time] : state.unfinished) {
    const bool is_done = !state.parts[static_cast<std::size_t>(part)].files.empty();
    if (!is_done && now - time < kGrowing) ++progress.running;
  }
  if (progress.done < 2 || last <= first) return progress;
  const double seconds = std::chrono::duration<double>(last - first).count();
  progress.rate = static_cast<double>(progress.units_done - first_units) / seconds;
  if (progress.rate > 0) progress.time_left = static_cast<double>(plan.units - progress.units_done) / progress.rate;
  return progress;
}

}  // namespace lyap
