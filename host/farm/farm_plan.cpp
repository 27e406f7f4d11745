#include "host/farm/farm_plan.h"

#include "host/base/checksum.h"
#include "host/base/error.h"
#include "host/base/text.h"
#include "host/jobs/backend_settings.h"
#include "host/spec/bounded_json.h"
#include "host/spec/command_line.h"
#include "host/spec/command_line_difference.h"
#include "host/spec/film.h"
#include "host/spec/option_values.h"
#include "host/spec/recipe_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

using PlanJson = nlohmann::ordered_json;

/// A later format has a higher number, and this one is refused by programs that do not know it.
constexpr std::int64_t kFormat = 1;
constexpr std::int64_t kMaxMinutes = 525'600;
constexpr std::int64_t kUsualSegment = 240;

[[noreturn]] void refuse_plan(const std::string& problem) {
  throw InvalidInput("the plan is damaged: " + problem);
}

const PlanJson& at(const PlanJson& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end()) refuse_plan(fmt::format("{} is missing", in_quotes(key)));
  return *found;
}

std::string text_at(const PlanJson& json, const char* key) {
  const PlanJson& value = at(json, key);
  if (!value.is_string()) refuse_plan(fmt::format("{} is no text", in_quotes(key)));
  std::string text = value.get<std::string>();
  if (text.find('\0') != text.npos) refuse_plan(fmt::format("{} has a zero in it", in_quotes(key)));
  return text;
}

std::int64_t number_at(const PlanJson& json, const char* key, std::int64_t max, std::int64_t min = 1) {
  const PlanJson& value = at(json, key);
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() < static_cast<std::uint64_t>(min) ||
      value.get<std::uint64_t>() > static_cast<std::uint64_t>(max)) {
    refuse_plan(fmt::format("{} is no whole number from {} to {}", in_quotes(key), min, max));
  }
  return value.get<std::int64_t>();
}

FarmKind kind_at(const PlanJson& json, const char* key) {
  const std::string text = text_at(json, key);
  for (const FarmKind kind : {FarmKind::kFilm, FarmKind::kPicture}) {
    if (text == name_of(kind)) return kind;
  }
  refuse_plan(fmt::format("{} is neither a film nor a picture", in_quotes(text)));
}

Settings computing_at(const PlanJson& json, const char* key) {
  const PlanJson& value = at(json, key);
  if (!value.is_object()) refuse_plan(fmt::format("{} is no object", in_quotes(key)));
  Settings settings;
  for (const auto& [field, text] : value.items()) settings.set(field, text_at(value, field.c_str()));
  std::vector<std::string> known = backend_fields();
  known.emplace_back("ffmpeg");
  try {
    settings.require_known(known);
  } catch (const InvalidInput& error) {
    refuse_plan(error.problem());
  }
  return settings;
}

std::vector<std::string> texts_at(const PlanJson& json, const char* key) {
  const PlanJson& value = at(json, key);
  if (!value.is_array()) refuse_plan(fmt::format("{} is no list", in_quotes(key)));
  std::vector<std::string> texts;
  for (const PlanJson& text : value) texts.push_back(text_at(PlanJson{{key, text}}, key));
  return texts;
}

/// What decides bytes.
PlanJson parts_json(const FarmPlan& plan) {
  PlanJson json;
  json["format"] = kFormat;
  json["kind"] = name_of(plan.kind);
  json["recipe"] = PlanJson::parse(recipe_json(plan.recipe));
  json["units"] = plan.units;
  json["units-per-part"] = plan.units_per_part;
  json["encoder"] = plan.encoder.version;
  json["encoder-sample"] = plan.encoder.sample;
  json["machine"] = plan.machine;
  return json;
}

std::string text_of(const PlanJson& json, int indent = -1) {
  return json.dump(indent, ' ', false, PlanJson::error_handler_t::replace);
}

void check_format(const PlanJson& json) {
  const std::int64_t format = number_at(json, "format", 1'000'000);
  if (format > kFormat) {
    throw InvalidInput(fmt::format("the plan is of a newer lyap, which this one cannot read (format {})", format));
  }
}

}  // namespace

std::string_view name_of(FarmKind kind) {
  return kind == FarmKind::kFilm ? "film" : "picture";
}

std::int64_t FarmPlan::units_of(std::int64_t part) const {
  return std::min(units_per_part, units - first_unit(part));
}

std::string FarmPlan::hash() const {
  return checksum_of(text_of(parts_json(*this)));
}

std::int64_t segment_frames(std::int64_t frames) {
  return kUsualSegment * ((frames - 1) / (kUsualSegment * kMaxFarmParts) + 1);
}

std::string farm_plan_json(const FarmPlan& plan) {
  PlanJson json = parts_json(plan);
  json["output"] = plan.output;
  json["parts-per-task"] = plan.parts_per_task;
  json["computing"] = PlanJson::object();
  for (const std::string& field : plan.computing.fields()) json["computing"][field] = plan.computing.text(field);
  json["scheduler-options"] = plan.scheduler_options;
  json["task-minutes"] = plan.task_minutes;
  json["hash"] = plan.hash();
  return text_of(json, 2) + "\n";
}

FarmPlan parse_farm_plan(std::string_view text) {
  const PlanJson json = parse_bounded_json(text);
  if (!json.is_object()) refuse_plan("it is no object of JSON as lyap writes it");
  check_format(json);
  FarmPlan plan;
  plan.kind = kind_at(json, "kind");
  plan.recipe = parse_recipe(text_of(at(json, "recipe")));
  plan.output = text_at(json, "output");
  plan.units = number_at(json, "units", plan.kind == FarmKind::kFilm ? Film::kMaxFrames : kMaxSide);
  plan.units_per_part = number_at(json, "units-per-part", plan.units);
  plan.parts_per_task = number_at(json, "parts-per-task", plan.parts());
  plan.encoder = {text_at(json, "encoder"), text_at(json, "encoder-sample")};
  plan.machine = text_at(json, "machine");
  plan.computing = computing_at(json, "computing");
  plan.scheduler_options = texts_at(json, "scheduler-options");
  plan.task_minutes = number_at(json, "task-minutes", kMaxMinutes, 0);
  if (text_at(json, "hash") != plan.hash()) refuse_plan("it was changed since it was made");
  return plan;
}

std::string farm_plan_difference(const FarmPlan& was, const FarmPlan& now) {
  const auto changed = [](std::string_view what, const auto& before, const auto& after) {
    return fmt::format("made with {} {}, now it is {}", what, before, after);
  };
  if (was.kind != now.kind) return fmt::format("that of a {}", name_of(was.kind));
  if (auto words = command_line_difference(command_line_of(was.recipe), command_line_of(now.recipe));
      !words.empty()) {
    return words;
  }
  if (was.recipe.colors != now.recipe.colors) return "made with other colours of the same palette file";
  if (was.output != now.output) return changed("the output", in_quotes(was.output), in_quotes(now.output));
  if (was.units_per_part != now.units_per_part) {
    return changed("segments of", was.units_per_part, now.units_per_part);
  }
  if (was.recipe.version != now.recipe.version) return changed("lyap", was.recipe.version, now.recipe.version);
  if (was.machine != now.machine) {
    return changed("a processor of kind", printable(was.machine), printable(now.machine));
  }
  if (was.encoder.version != now.encoder.version) {
    return changed("the encoder of", printable(was.encoder.version), printable(now.encoder.version));
  }
  return was.hash() == now.hash() ? "" : "made with an encoder of another version";
}

}  // namespace lyap
