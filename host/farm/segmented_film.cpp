#include "host/farm/segmented_film.h"

#include "host/base/error.h"
#include "host/base/stopwatch.h"
#include "host/base/text.h"
#include "host/farm/farm_run.h"
#include "host/farm/film_farm.h"
#include "host/jobs/closed_tone.h"
#include "host/system/file_descriptor.h"
#include "host/system/file_lock.h"
#include "host/system/file_to_replace.h"

#include <fcntl.h>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

/// Holds the folder for this process: what others have not finished is removed. Throws Failure where another holds it.
FileDescriptor lock_of(const FarmFolder& folder) {
  FileDescriptor plan(::open(folder.plan_file().c_str(), O_RDONLY | O_CLOEXEC));
  if (plan && try_lock(plan.get())) return plan;
  throw FileFailure(fmt::format("another lyap is making the segments in '{}'", folder.path().string()));
}

std::string kept_segments(const FarmFolder& folder, const FarmPlan& plan) {
  const std::int64_t there = plan.parts() - static_cast<std::int64_t>(farm_state(folder, plan).missing().size());
  if (there == 0) {
    std::error_code ignored;
    fs::remove_all(folder.path(), ignored);
    return "";
  }
  return fmt::format("{} of {} segments are in '{}', which resuming goes on with", there, plan.parts(),
                     folder.path().string());
}

/// Makes what is missing and joins it.
SegmentedResult make_film(const FarmFolder& folder, const FarmPlan& plan, const FarmWork& farm, Backend& backend,
                          const Work& work,
                          const std::function<void(std::int64_t done, std::int64_t skipped)>& progress) {
  SegmentedResult result{.skipped = progress_of(farm_state(folder, plan), plan, FarmState::Time::min()).units_done};
  for (const std::int64_t part : farm_state(folder, plan).missing()) {
    make_part(folder, plan, farm, part, backend, work, [&](std::int64_t frames) {
      if (progress) progress(result.rendered + frames, result.skipped);
    });
    result.rendered += plan.units_of(part);
  }
  // All were made here, by the backend that would verify them.
  join_parts(folder, plan, farm, 0, backend, work);
  return result;
}

}  // namespace

std::string segments_folder(const std::string& output) {
  return fs::path(output).replace_extension(".segments").string();
}

SegmentedResult run_segmented_film(const FilmJob& asked, const SegmentChoice& choice, Backend& backend,
                                   const Work& work,
                                   const std::function<void(std::int64_t done, std::int64_t skipped)>& progress) {
  const Stopwatch stopwatch;
  const FileToReplace replaced = find_file_to_replace(asked.output.path);
  if (replaced.is_special()) {
    throw FileFailure(
        fmt::format("cannot write '{}': it is no regular file, which a film has to be", asked.output.path));
  }
  FilmJob job = asked;
  job.film.picture.tone = closed_tone(job.film, backend, work.stop);
  const FarmPlan asked_plan = film_plan(job, choice.frames, work);
  const FarmFolder folder(segments_folder(asked.output.path));
  if (folder.has_plan() && !choice.resume) {
    throw InvalidInput("segments", fmt::format("{} has segments of an earlier run; resume it, or remove the folder",
                                               in_quotes(folder.path().string())));
  }
  const FarmPlan plan = folder.begin(asked_plan);
  const FileDescriptor lock = lock_of(folder);
  const FilmFarm farm(plan, job.ffmpeg);
  remove_unfinished(folder);
  try {
    SegmentedResult result = make_film(folder, plan, farm, backend, work, progress);
    std::error_code ignored;
    fs::remove_all(folder.path(), ignored);
    result.seconds = stopwatch.seconds();
    return result;
  } catch (const Interrupted&) {
    throw Interrupted(kept_segments(folder, plan));
  } catch (const std::exception& error) {
    const std::string left = kept_segments(folder, plan);
    throw Failure(left.empty() ? error.what() : fmt::format("{}; {}", error.what(), left));
  }
}

}  // namespace lyap
