#include "host/jobs/recipe_changes.h"

#include "host/jobs/film_job.h"
#include "host/jobs/picture_settings.h"
#include "host/jobs/still_job.h"
#include "host/spec/command_line.h"

#include <initializer_list>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Texts = std::initializer_list<std::pair<const char*, const char*>>;

Settings texts(Texts given) {
  Settings settings;
  for (const auto& [field, text] : given) settings.add(field, text);
  return settings;
}

Recipe still_recipe(Texts fields) {
  const RenderSpec spec = read_picture(texts(fields));
  spec.validate();
  return recipe_of(spec, "jet");
}

Recipe film_recipe(Texts fields) {
  return recipe_of(read_film(texts(fields)), "jet");
}

/// The picture of a recipe with changes.
RenderSpec changed(const Recipe& recipe, Texts changes) {
  const RenderSpec spec = read_picture(with_changes(recipe, texts(changes)));
  spec.validate();
  return spec;
}

TEST(RecipeChanges, WithoutAnyTheJobIsTheSame) {
  const Recipe still = still_recipe({{"sequence", "ABC"}, {"set", "C=3.1"}, {"size", "40x30"}, {"iterations", "3000"}});
  const StillJob job = read_still_job(with_changes(still, {}));
  EXPECT_EQ(command_line_of(recipe_of(job.spec, job.palette.name)), command_line_of(still));
  const Recipe film = film_recipe({{"sequence", "ABC"}, {"track", "C 0=2 1=3"}, {"frames", "7"}});
  EXPECT_EQ(command_line_of(recipe_of(read_film(with_changes(film, {})), "jet")), command_line_of(film));
}

TEST(RecipeChanges, OneSideOrEndIsChangedAndTheOthersStay) {
  const Recipe recipe =
      still_recipe({{"sequence", "ABC"}, {"horizontal", "C=2.5:3"}, {"set", "A=3"}, {"size", "40x30"}});
  EXPECT_EQ(changed(recipe, {{"width", "50"}}).size, (Size{50, 30}));
  EXPECT_EQ(changed(recipe, {{"size", "8x9"}}).size, (Size{8, 9}));
  EXPECT_EQ(changed(recipe, {{"xmax", "3.5"}}).horizontal.range, (Range{2.5, 3.5}));
  EXPECT_EQ(changed(recipe, {{"xmax", "3.5"}}).horizontal.letter, 'C');
  EXPECT_EQ(changed(recipe, {{"b", "3:4"}}).vertical.range, (Range{3, 4}));
  EXPECT_EQ(changed(recipe, {{"a", "3:4"}, {"set", "C=2"}}).horizontal.letter, 'A');
}

TEST(RecipeChanges, RatesAreChangedLetterByLetter) {
  const Recipe recipe = still_recipe({{"sequence", "ABCD"}, {"set", "C=3"}, {"set", "D=2"}});
  EXPECT_EQ(changed(recipe, {{"set", "c=3.5"}}).constants, (std::map<char, double>{{'C', 3.5}, {'D', 2}}));
  EXPECT_EQ(changed(recipe, {{"horizontal", "C"}, {"set", "A=1"}}).constants,
            (std::map<char, double>{{'A', 1}, {'D', 2}}));
  EXPECT_EQ(changed(recipe, {{"sequence", "ABD"}}).constants, (std::map<char, double>{{'D', 2}}));
  EXPECT_EQ(changed(recipe, {{"seq", "AB"}}).constants, (std::map<char, double>{}));
}

TEST(RecipeChanges, AnAutomaticPrecisionIsFoundAnew) {
  const Recipe automatic = still_recipe({{"sequence", "AB"}, {"size", "40x30"}});
  ASSERT_EQ(automatic.fields.text("precision"), "f32");
  EXPECT_EQ(changed(automatic, {{"iterations", "3000"}}).precision, Precision::kAutomatic);
  const Recipe chosen = still_recipe({{"sequence", "AB"}, {"size", "40x30"}, {"precision", "f64"}});
  EXPECT_EQ(changed(chosen, {{"iterations", "300"}}).precision, Precision::kDouble);
}

TEST(RecipeChanges, AMovementTakesThePlaceOfAllOthers) {
  const Recipe recipe = film_recipe({{"sequence", "ABCDE"},
                                     {"circle", "C,D"},
                                     {"center", "3,3"},
                                     {"radius", "0.5"},
                                     {"sweep", "E=2:3"},
                                     {"ping-pong", "true"},
                                     {"frames", "7"}});
  const Settings swept = with_changes(recipe, texts({{"sweep", "C=2:3"}, {"set", "D=1"}, {"set", "E=1"}}));
  EXPECT_EQ(read_film(swept).movements.size(), 1U);
  EXPECT_TRUE(read_film(swept).ping_pong);
  EXPECT_THAT(with_changes(recipe, texts({{"circle", "C,E"}})).all("radius"), ElementsAre("0.5"));
  EXPECT_FALSE(with_changes(recipe, texts({{"circle", "C,E"}})).has("ping-pong"));
  EXPECT_EQ(read_film(with_changes(recipe, texts({{"radius", "0.25"}}))).movements.size(), 2U);
  EXPECT_THAT(with_changes(recipe, texts({{"xc", "2"}, {"yc", "3"}})).all("center"), IsEmpty());
}

TEST(RecipeChanges, ADurationReplacesTheFrames) {
  const Recipe recipe = film_recipe({{"sequence", "ABC"}, {"sweep", "C=2:3"}, {"frames", "7"}});
  EXPECT_EQ(read_film(with_changes(recipe, texts({{"duration", "2"}}))).frames, 60);
  EXPECT_EQ(read_film(with_changes(recipe, texts({{"fps", "10"}}))).frames, 7);
}

TEST(RecipeChanges, AStillCanBecomeAFilm) {
  const Recipe recipe = still_recipe({{"sequence", "ABC"}, {"set", "C=3"}});
  EXPECT_EQ(read_film(with_changes(recipe, texts({{"sweep", "C=2:3"}}))).movements.size(), 1U);
  EXPECT_EQ(read_film(with_changes(recipe, texts({{"track", "C 0=2 1=3"}}))).movements.size(), 1U);
  EXPECT_EQ(read_film(with_changes(recipe, texts({{"zoom", "3,3"}}))).picture.constants.at('C'), 3);
}

// They can name files that ffmpeg would write.
TEST(RecipeChanges, ArgumentsOfAnEncoderAreNotTaken) {
  Recipe recipe = film_recipe({{"sequence", "ABC"}, {"sweep", "C=2:3"}});
  recipe.fields.set("encoder-args", "-f mp4 /tmp/x");
  EXPECT_FALSE(with_changes(recipe, {}).has("encoder-args"));
  EXPECT_EQ(with_changes(recipe, texts({{"encoder-args", "-tune film"}})).text("encoder-args"), "-tune film");
}

}  // namespace
}  // namespace lyap
