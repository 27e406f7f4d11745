#include "host/base/error.h"
#include "host/base/version.h"
#include "host/spec/command_line.h"
#include "host/spec/recipe_json.h"
#include "tests/support/message_of.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

RenderSpec slice() {
  RenderSpec spec{.sequence = Sequence::parse("ABC"), .constants = {{'C', 3.1}}};
  spec.size = {40, 30};
  return spec;
}

Film film_of_all_movements() {
  RenderSpec picture{.sequence = Sequence::parse("ABCDEFGH"), .constants = {{'H', 3}}};
  const std::vector<Movement> movements{Circle{'C', 'D', 2.95, 3, 0.25}, Circle{'E', 'F', 3, 3, 0.5},
                                        Sweep{Parameter::x0(), 0.25, 0.75}, Zoom{2.5, 3, 10},
                                        NumberTrack{Parameter::rate_of('G'), Interpolation::kSmooth, {{0, 2}, {1, 3}}}};
  return {.picture = picture, .movements = movements, .ping_pong = true, .rate = {}, .frames = 7};
}

std::string error_of_recipe(const std::string& json) {
  return message_of<InvalidInput>([&] { parse_recipe(json); });
}

/// A recipe of this version with `fields` in it.
std::string recipe_with(const std::string& fields) {
  return "{\"lyap\":\"" + std::string(kVersion) + "\",\"command\":\"render\"" + fields + "}";
}

TEST(Recipe, OfAStillIsItsFieldsAsTexts) {
  EXPECT_EQ(recipe_json(recipe_of(slice(), "jet", "0badcafe")),
            recipe_with(",\"sequence\":\"ABC\",\"horizontal\":\"A=2:4\",\"vertical\":\"B=2:4\",\"set\":[\"C=3.1\"],"
                        "\"size\":\"40x30\",\"iterations\":\"400\",\"transient\":\"0\",\"phase\":\"1\",\"x0\":\"0.5\","
                        "\"precision\":\"f32\",\"palette\":\"jet\",\"colors\":\"0badcafe\""));
}

TEST(Recipe, IsReadBackAsItIs) {
  for (const Recipe& recipe : {recipe_of(slice(), "my \"own\"\n é.map", "0badcafe"), recipe_of(slice(), "jet"),
                               recipe_of(film_of_all_movements(), "jet")}) {
    const Recipe again = parse_recipe(recipe_json(recipe));
    EXPECT_EQ(recipe_json(again), recipe_json(recipe));
    EXPECT_EQ(command_line_of(again), command_line_of(recipe));
    EXPECT_EQ(again.colors, recipe.colors);
  }
}

// JSON has no room for them; a palette of such a name is then not found.
TEST(Recipe, BytesThatAreNoUtf8AreReplaced) {
  EXPECT_EQ(parse_recipe(recipe_json(recipe_of(slice(), "\xFF.map"))).fields.text("palette"), "\xEF\xBF\xBD.map");
}

// Each key was compared with all before it; a recipe of some megabytes took minutes.
TEST(Recipe, HasFewKeys) {
  std::string keys;
  for (int i = 0; i < 300'000; ++i) keys += ",\"" + std::to_string(i) + "\":\"\"";
  EXPECT_THAT(error_of_recipe(recipe_with(keys)), HasSubstr("it is no object of JSON as lyap writes it"));
}

TEST(Recipe, DamageIsToldInALine) {
  EXPECT_THAT(error_of_recipe(""), HasSubstr("it is no object of JSON"));
  EXPECT_THAT(error_of_recipe("[]"), HasSubstr("it is no object of JSON"));
  EXPECT_THAT(error_of_recipe(std::string(100'000, '[')), HasSubstr("it is no object of JSON"));
  EXPECT_THAT(error_of_recipe("{\"a\":\"\xFF\"}"), HasSubstr("it is no object of JSON"));
  EXPECT_THAT(error_of_recipe("{}"), HasSubstr("'lyap' is missing"));
  EXPECT_THAT(error_of_recipe("{\"lyap\":1}"), HasSubstr("'lyap' is no text"));
  EXPECT_THAT(error_of_recipe("{\"lyap\":\"0.1\"}"), HasSubstr("'0.1' is no version"));
  EXPECT_THAT(error_of_recipe("{\"lyap\":\"0.1.0\",\"command\":\"rm\"}"), HasSubstr("'rm' is no command of it"));
  EXPECT_THAT(error_of_recipe(recipe_with(",\"size\":[\"4k\"]")), HasSubstr("'size' is no text"));
  EXPECT_THAT(error_of_recipe(recipe_with(",\"set\":[3]")), HasSubstr("'set' is no text"));
  EXPECT_THAT(error_of_recipe(recipe_with(",\"palette\":\"a\\u0000\"")), HasSubstr("'palette' has a zero in it"));
}

// Nothing of where a file goes, or of what is run to make it, comes from another one.
TEST(Recipe, OutputsAndProgramsAreNoFields) {
  for (const std::string field : {"output", "save-exponents", "ffmpeg", "backend", "config", "like", ""}) {
    EXPECT_THAT(error_of_recipe(recipe_with(",\"" + field + "\":\"a\"")), HasSubstr("unknown field"));
  }
}

TEST(Recipe, OfANewerVersionIsNotRead) {
  EXPECT_EQ(error_of_recipe("{\"lyap\":\"9.0.0\",\"command\":\"render\",\"sequence\":\"AB\"}"),
            "the recipe is of lyap 9.0.0, which this older one, " + std::string(kVersion) + ", cannot read");
}

TEST(CommandLine, IsReadBack) {
  for (const Recipe& recipe :
       {recipe_of(slice(), "it's $HOME \"and\" `more` \\' \\.map"), recipe_of(film_of_all_movements(), "jet")}) {
    const std::string line = command_line_of(recipe);
    EXPECT_EQ(command_line_of(parse_command_line(line)), line);
  }
}

TEST(CommandLine, OfEarlierVersionsHasTracksInBracketsAndTheVersionBehindThem) {
  const Recipe recipe = parse_command_line(
      "lyap animate 'ABC' --size 16x12 --palette 'a.map' [timeline.C smooth 0=2 1=3] [timeline.window linear "
      "0=2:4,2:4] --frames 4 --fps 30 # lyap 0.1.0, colours 0badcafe");
  EXPECT_TRUE(recipe.is_film);
  EXPECT_THAT(recipe.fields.all("track"), ElementsAre("C smooth 0=2 1=3", "window linear 0=2:4,2:4"));
  EXPECT_EQ(recipe.fields.text("frames"), "4");
  EXPECT_EQ(recipe.version, "0.1.0");
  EXPECT_EQ(recipe.colors, "0badcafe");
}

TEST(CommandLine, AnythingElseIsNone) {
  for (const std::string line :
       {"", "lyap", "lyap render", "lyap bench 'AB'", "ls -l x", "lyap render 'AB", "lyap render 'AB' --size",
        "lyap render 'AB' ; reboot", "lyap render 'AB' --output 'a.png'", "lyap animate 'AB' [timeline.C 0=1",
        "lyap render 'AB' # by hand", "lyap render 'AB' #"}) {
    EXPECT_NE(message_of<InvalidInput>([&] { parse_command_line(line); }), "") << line;
  }
}

// Whoever wrote the recipe, a shell that the line is pasted into runs lyap and nothing else.
TEST(CommandLine, EveryTextIsOneWordOfAShell) {
  Recipe recipe = recipe_of(slice(), "$(reboot)");
  recipe.fields.set("size", "4k; reboot");
  recipe.fields.set("x0", "");
  EXPECT_THAT(command_line_of(recipe), HasSubstr(" --size '4k; reboot' "));
  EXPECT_THAT(command_line_of(recipe), HasSubstr(" --x0 '' "));
  EXPECT_THAT(command_line_of(recipe), HasSubstr(" --palette '$(reboot)'"));
}

}  // namespace
}  // namespace lyap
