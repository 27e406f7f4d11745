// What a farm reads of the files of others: its plan, the names of its parts, and what segments say of their frames.
// What is read is written and read again as the same.
#include "host/base/checksum.h"
#include "host/base/error.h"
#include "host/farm/farm_plan.h"
#include "host/farm/frame_checksums.h"
#include "host/farm/part_name.h"
#include "host/spec/recipe_json.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

std::optional<FarmPlan> read_if_possible(std::string_view text) {
  try {
    return parse_farm_plan(text);
  } catch (const InvalidInput& error) {
    require_printable(error.what());
    return std::nullopt;
  }
}

/// The text with the hash that its plan has to have, which no random change comes upon; nothing where it is no plan.
std::optional<std::string> with_hash(std::string_view text) {
  using Json = nlohmann::ordered_json;
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  Json hashed;
  for (const char* key :
       {"format", "kind", "recipe", "units", "units-per-part", "encoder", "encoder-sample", "machine"}) {
    if (!json.contains(key)) return std::nullopt;
    hashed[key] = json[key];
  }
  try {
    hashed["recipe"] = Json::parse(recipe_json(parse_recipe(json["recipe"].dump())));
  } catch (const InvalidInput&) {
    return std::nullopt;
  }
  json["hash"] = checksum_of(hashed.dump());
  return json.dump();
}

void check_parts(const FarmPlan& plan) {
  const std::int64_t last = plan.parts() - 1;
  require(0 <= last && last < plan.units, "there are no more parts than units");
  require(plan.first_unit(last) + plan.units_of(last) == plan.units, "the parts are all of it");
  require(0 < plan.units_of(last) && plan.units_of(last) <= plan.units_of(0), "the last part is the shortest");
  require((plan.tasks() - 1) * plan.parts_per_task <= last && last < plan.tasks() * plan.parts_per_task,
          "the tasks make all parts");
}

void check(const FarmPlan& plan) {
  const std::string written = farm_plan_json(plan);
  const FarmPlan again = parse_farm_plan(written);
  require(farm_plan_json(again) == written && again.hash() == plan.hash(), "a plan is read back");
  require(farm_plan_difference(plan, again).empty(), "a plan is equal to itself");
  check_parts(plan);
  // Each change is told before those that were made earlier.
  FarmPlan other = plan;
  other.encoder.version = "ffmpeg version 5.1";
  for (auto* change : {+[](FarmPlan&) {}, +[](FarmPlan& p) { p.machine = "x86_64"; },
                       +[](FarmPlan& p) { p.output = "/films/loop.mp4"; },
                       +[](FarmPlan& p) { p.recipe.fields.set("sequence", "AB"); }}) {
    change(other);
    const std::string difference = farm_plan_difference(plan, other);
    require(printable(difference) == difference, "differences are printable");
  }
}

void read_plan(std::string_view text) {
  if (const auto plan = read_if_possible(text)) check(*plan);
  const auto hashed = with_hash(text);
  if (!hashed) return;
  try {
    check(parse_farm_plan(*hashed));
  } catch (const InvalidInput& error) {
    require_printable(error.what());
    require(std::string_view(error.what()).find("it was changed") == std::string_view::npos, "the hash is of the plan");
  }
}

void read_part(std::string_view text) {
  for (const std::string_view ending : {"", ".mp4", ".png"}) {
    const auto name = parse_part_name(text, ending);
    require(!name || part_file_name(*name, ending) == text, "each part has one name");
  }
  if (const auto part = parse_unfinished_name(text)) {
    require(text.substr(text.front() == '.' ? 1 : 0).starts_with(fmt::format("part-{:05}", *part)),
            "an unfinished file tells its part");
  }
  const std::vector<std::string> checksums = segment_checksums(text, "1234abcd", 5);
  require(checksums.empty() || segment_text("1234abcd", 5, checksums) == text, "checksums are read back");
}

}  // namespace
}  // namespace lyap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  lyap::read_plan(text);
  lyap::read_part(text);
  return 0;
}
