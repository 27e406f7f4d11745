#include "host/farm/farm_run.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/system/file_to_replace.h"
#include "host/system/give_name.h"

#include <algorithm>
#include <filesystem>
#include <span>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

/// Removes the files of a folder for whose names `is_ours` is true; those that are gone meanwhile are no matter.
template <class IsOurs>
void remove_files(const fs::path& folder, IsOurs is_ours) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (is_ours(entry->path().filename().string())) fs::remove(entry->path(), ignored);
  }
}

/// The names that a part has while it is not finished, which are free again at the end of a scope.
class UnfinishedPart {
 public:
  UnfinishedPart(const FarmFolder& folder, std::int64_t part) : folder_(folder.parts()), stem_(unfinished_stem(part)) {}
  UnfinishedPart(const UnfinishedPart&) = delete;
  UnfinishedPart& operator=(const UnfinishedPart&) = delete;
  UnfinishedPart(UnfinishedPart&&) = delete;
  UnfinishedPart& operator=(UnfinishedPart&&) = delete;
  ~UnfinishedPart() {
    remove_files(folder_, [&](const std::string& name) { return name.starts_with(stem_); });
  }

  std::string file(const std::string& ending) const { return (folder_ / (stem_ + "part" + ending)).string(); }

 private:
  fs::path folder_;
  std::string stem_;
};

/// "3, 7 and 12 others"
std::string list_of(const std::vector<std::int64_t>& parts) {
  constexpr std::size_t kShown = 8;
  const std::span shown(parts.data(), std::min(parts.size(), kShown));
  const std::string text = fmt::format("{}", fmt::join(shown, ", "));
  return parts.size() <= kShown ? text : fmt::format("{} and {} others", text, parts.size() - kShown);
}

/// Moves a file of a part out of the way, and keeps it.
void put_aside(const FarmFolder& folder, const std::string& name) {
  std::error_code error;
  fs::create_directories(folder.rejected(), error);
  if (!error) fs::rename(folder.parts() / name, folder.rejected() / name, error);
  if (error && error != std::errc::no_such_file_or_directory) {
    throw FileFailure(fmt::format("cannot put '{}' aside: {}", (folder.parts() / name).string(), error.message()));
  }
}

bool is_whole(const FarmFolder& folder, const FarmPlan& plan, const std::string& name) {
  const auto part = parse_part_name(name, file_ending(plan.output));
  return part && part_checksum(plan.hash(), part->part, (folder.parts() / name).string()) == part->checksum;
}

/// Puts aside files that are cut or changed, and all of a part of which machines have made different bytes: one of them
/// is broken, and which is not known. Returns these parts.
std::vector<std::int64_t> reject_damaged(const FarmFolder& folder, const FarmPlan& plan, const FarmState& state,
                                         const std::stop_token& stop) {
  std::vector<std::int64_t> rejected;
  for (std::size_t part = 0; part < state.parts.size(); ++part) {
    const std::vector<std::string>& files = state.parts[part].files;
    std::vector<std::string> whole;
    for (const std::string& name : files) {
      if (stop.stop_requested()) throw Interrupted();
      if (is_whole(folder, plan, name)) {
        whole.push_back(name);
      } else {
        put_aside(folder, name);
      }
    }
    if (whole.size() > 1) {
      for (const std::string& name : whole) put_aside(folder, name);
    }
    if (!files.empty() && whole.size() != 1) rejected.push_back(static_cast<std::int64_t>(part));
  }
  return rejected;
}

[[noreturn]] void refuse_to_join(const FarmFolder& folder, const std::vector<std::int64_t>& parts,
                                 const std::string& problem) {
  throw PartsMissing(
      fmt::format("{} (parts {}) in '{}'; what is good stays", problem, list_of(parts), folder.path().string()), parts);
}

/// The paths of all parts, which are whole. Throws PartsMissing.
std::vector<std::string> whole_parts(const FarmFolder& folder, const FarmPlan& plan, const std::stop_token& stop) {
  const std::vector<std::int64_t> rejected = reject_damaged(folder, plan, farm_state(folder, plan), stop);
  const FarmState state = farm_state(folder, plan);
  const std::vector<std::int64_t> missing = state.missing();
  if (!missing.empty()) {
    const std::string damaged =
        rejected.empty() ? ""
                         : fmt::format(", {} of them because their files were damaged or differed", rejected.size());
    refuse_to_join(folder, missing, fmt::format("{} of {} parts are missing{}", missing.size(), plan.parts(), damaged));
  }
  std::vector<std::string> files;
  for (const FarmState::Part& part : state.parts) files.push_back((folder.parts() / part.files.front()).string());
  return files;
}

}  // namespace

bool make_part(const FarmFolder& folder, const FarmPlan& plan, const FarmWork& farm, std::int64_t part,
               Backend& backend, const Work& work, const std::function<void(std::int64_t units)>& progress) {
  const FarmState state = farm_state(folder, plan);
  if (!state.parts.at(static_cast<std::size_t>(part)).files.empty()) return false;
  const UnfinishedPart unfinished(folder, part);
  const std::string ending = file_ending(plan.output);
  const std::string file = unfinished.file(ending);
  farm.render_part(part, file, backend, work, progress);
  const std::string name = part_file_name({part, part_checksum(plan.hash(), part, file)}, ending);
  if (const int error = give_name(file, folder.parts() / name); error != 0) {
    throw FileFailure(fmt::format("cannot write '{}': {}", (folder.parts() / name).string(), reason_of(error)));
  }
  return true;
}

void join_parts(const FarmFolder& folder, const FarmPlan& plan, const FarmWork& farm, std::int64_t verified,
                Backend& backend, const Work& work) {
  const std::vector<std::string> files = whole_parts(folder, plan, work.stop);
  if (verified > 0) {
    const std::vector<std::int64_t> wrong = farm.wrong_parts(files, verified, backend, work);
    for (const std::int64_t part : wrong) {
      put_aside(folder, fs::path(files[static_cast<std::size_t>(part)]).filename().string());
    }
    if (!wrong.empty()) {
      refuse_to_join(folder, wrong,
                     fmt::format("{} of {} parts are not what is computed here, so that a machine that "
                                 "made them, or this one, is broken",
                                 wrong.size(), plan.parts()));
    }
  }
  farm.join(files, work);
}

void remove_unfinished(const FarmFolder& folder) {
  remove_files(folder.parts(), [](const std::string& name) { return parse_unfinished_name(name).has_value(); });
}

}  // namespace lyap
