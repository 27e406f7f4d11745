#pragma once

#include "host/film/repeatable_encoder.h"
#include "host/spec/recipe.h"
#include "host/spec/settings.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// What is made in parts. A part of a film is a segment, of a picture a band of rows.
enum class FarmKind { kFilm, kPicture };

/// "film", "picture".
std::string_view name_of(FarmKind kind);

/// What several machines, or one in several goes, make in parts: all that decides the bytes of every part, so that it
/// does not matter who makes which. It is kept as plan.json in the farm's folder.
struct FarmPlan {
  FarmKind kind = FarmKind::kFilm;
  /// Of the whole, with its tone closed.
  Recipe recipe;
  /// Where the whole goes, an absolute path.
  std::string output;
  /// Frames of the film, or rows of the picture.
  std::int64_t units = 1;
  /// Of each part but the last, which may have fewer. It follows from the film alone.
  std::int64_t units_per_part = 1;
  /// How many parts a task of a scheduler makes; bytes do not depend on it.
  std::int64_t parts_per_task = 1;
  /// Of a film.
  EncoderIdentity encoder;
  /// "x86_64": encoders may round otherwise on other kinds of processors.
  std::string machine;
  /// Fields of backend_fields() and `ffmpeg` that were chosen for the machines; bytes do not depend on them.
  Settings computing;
  /// Words for the scheduler that starts the tasks, such as "--gres=gpu:1".
  std::vector<std::string> scheduler_options;
  /// For how long a task may run, in minutes; 0 where the scheduler decides.
  std::int64_t task_minutes = 0;

  std::int64_t parts() const { return (units - 1) / units_per_part + 1; }
  std::int64_t tasks() const { return (parts() - 1) / parts_per_task + 1; }
  /// The first unit of a part, counted from 0, and how many it has.
  std::int64_t first_unit(std::int64_t part) const { return part * units_per_part; }
  std::int64_t units_of(std::int64_t part) const;
  /// A checksum of all that decides bytes.
  std::string hash() const;
};

/// The fewest files that a plan may ask for are parts with logs; both together stay below this number.
inline constexpr std::int64_t kMaxFarmFiles = 1000;
/// Half of the files are logs; some are left for the plan, scripts and lists.
inline constexpr std::int64_t kMaxFarmParts = (kMaxFarmFiles - 20) / 2;

/// Frames of a segment of a film of so many: 240, or a multiple of it for films so long that there would be more than
/// kMaxFarmFiles files of segments and their logs.
std::int64_t segment_frames(std::int64_t frames);

/// The plan as JSON, and back. Throws InvalidInput, with what is wrong, for any text that farm_plan_json() of this or
/// an older version has not made.
std::string farm_plan_json(const FarmPlan& plan);
FarmPlan parse_farm_plan(std::string_view json);

/// In words, the first thing in which the plan `was` differs from the plan `now`: "made with --iterations 300, now it
/// is 400". Empty if their parts and outputs are the same.
std::string farm_plan_difference(const FarmPlan& was, const FarmPlan& now);

}  // namespace lyap
