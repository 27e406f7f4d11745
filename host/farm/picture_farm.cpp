#include "host/farm/picture_farm.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/base/version.h"
#include "host/farm/frame_checksums.h"
#include "host/farm/machine_kind.h"
#include "host/farm/part_name.h"
#include "host/jobs/recipe_file.h"
#include "host/jobs/still_bands.h"
#include "host/output/compression_version.h"
#include "host/output/picture_file.h"
#include "host/spec/recipe_json.h"
#include "host/system/file_place.h"
#include "host/system/scratch_file.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

Recipe recipe_of(const StillJob& job) {
  return recipe_of(job.spec, job.palette, job.depth, job.annotations);
}

StillJob still_job_of(const FarmPlan& plan) {
  Settings settings = plan.recipe.fields;
  settings.set("output", plan.output);
  StillJob job = read_still_job(settings);
  if (!plan.recipe.colors.empty()) check_recipe_colors(plan.recipe, job.palette, "the plan");
  return job;
}

}  // namespace

std::int64_t band_rows(Size size) {
  constexpr std::int64_t kUsualPixels = std::int64_t{1} << 24U;
  const std::int64_t usual = kUsualPixels / size.width;
  const std::int64_t fewest = (size.height - 1) / kMaxFarmParts + 1;
  const std::int64_t units = (std::max(usual, fewest) - 1) / kBandRowUnit + 1;
  return std::max<std::int64_t>(units, 1) * kBandRowUnit;
}

FarmPlan picture_plan(const StillJob& job, std::optional<std::int64_t> rows_per_part) {
  check_is_of_bands(job);
  FarmPlan plan;
  plan.kind = FarmKind::kPicture;
  plan.recipe = recipe_of(job);
  plan.output = file_place(job.output).string();
  plan.units = job.spec.size.height;
  plan.units_per_part = std::min(plan.units, rows_per_part.value_or(band_rows(job.spec.size)));
  plan.encoder.version = compression_version();
  plan.machine = machine_kind();
  // The machines that make parts know the picture from its recipe alone.
  if (recipe_json(recipe_of(still_job_of(plan))) != recipe_json(plan.recipe)) {
    throw Failure("the picture's recipe does not tell all of it");
  }
  return plan;
}

PictureFarm::PictureFarm(FarmPlan plan) : plan_(std::move(plan)), job_(still_job_of(plan_)) {
  const bool is_whole = plan_.units_per_part % kBandRowUnit == 0 || plan_.parts() == 1;
  if (job_.spec.size.height != plan_.units || !is_whole) {
    throw InvalidInput("the plan is damaged: its picture has other rows");
  }
}

void PictureFarm::check_machine(const Work&) const {
  check_is_equal_here("lyap", plan_.recipe.version, kVersion);
  check_is_equal_here("a processor of kind", plan_.machine, machine_kind());
  check_is_equal_here("libraries for compression", plan_.encoder.version, compression_version());
}

Rows PictureFarm::rows_of(std::int64_t part) const {
  return {static_cast<int>(plan_.first_unit(part)), static_cast<int>(plan_.units_of(part))};
}

void PictureFarm::render_part(std::int64_t part, const std::string& file, Backend& backend, const Work& work,
                              const std::function<void(std::int64_t units)>& progress) const {
  const Rows rows = rows_of(part);
  const auto done = [&](double share) {
    if (progress) progress(static_cast<std::int64_t>(share * rows.count));
  };
  run_still_band(job_, rows, file, backend, work, done);
}

std::vector<std::int64_t> PictureFarm::wrong_parts(const std::vector<std::string>& files, std::int64_t count,
                                                   Backend& backend, const Work& work) const {
  std::vector<std::int64_t> drawn;
  for (const std::int64_t row : drawn_numbers(count, plan_.units, plan_.hash())) {
    drawn.push_back(row / plan_.units_per_part);
  }
  drawn.erase(std::unique(drawn.begin(), drawn.end()), drawn.end());
  std::vector<std::int64_t> wrong;
  for (const std::int64_t part : drawn) {
    const std::string& file = files[static_cast<std::size_t>(part)];
    const std::string stem = std::filesystem::path(file).parent_path() / unfinished_stem(part);
    const ScratchFile again(stem + "again" + file_ending(plan_.output));
    render_part(part, again.path(), backend, work, {});
    // The file has the checksum of its name, which was looked at before.
    const auto name = parse_part_name(std::filesystem::path(file).filename().string(), file_ending(plan_.output));
    if (!name || part_checksum(plan_.hash(), part, again.path()) != name->checksum) wrong.push_back(part);
  }
  return wrong;
}

void PictureFarm::join(const std::vector<std::string>& files, const Work& work) const {
  join_still_bands(job_, files, work);
}

}  // namespace lyap
