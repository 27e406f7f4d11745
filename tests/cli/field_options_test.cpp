#include "tools/options/field_options.h"

#include "host/jobs/backend_settings.h"
#include "host/jobs/comparison_job.h"
#include "host/jobs/film_job.h"
#include "host/jobs/picture_settings.h"
#include "host/jobs/still_job.h"
#include "host/spec/recipe_json.h"
#include "tools/options/backend_options.h"
#include "tools/options/comparison_options.h"
#include "tools/options/error_message.h"
#include "tools/options/film_options.h"
#include "tools/options/still_options.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAreArray;

TEST(FieldOptions, EachFieldOfAJobHasAnOption) {
  CLI::App still_command, film_command, comparison_command, backend_command;
  FieldOptions still(still_command), film(film_command), comparison(comparison_command), backend(backend_command);
  add_still_options(still);
  add_film_options(film);
  add_comparison_options(comparison);
  add_backend_options(backend);
  EXPECT_THAT(still.fields(), UnorderedElementsAreArray(still_fields()));
  EXPECT_THAT(film.fields(), UnorderedElementsAreArray(film_job_fields()));
  EXPECT_THAT(backend.fields(), UnorderedElementsAreArray(backend_fields()));
  // How many frames a film has only its file can say.
  std::vector<std::string> expected = comparison_fields();
  std::erase(expected, "film-frames");
  EXPECT_THAT(comparison.fields(), UnorderedElementsAreArray(expected));
}

TEST(FieldOptions, TheDefaultsThatHelpShowsAreThoseThatCount) {
  CLI::App command;
  FieldOptions options(command);
  add_film_options(options);
  add_backend_options(options);
  Settings shown = options.defaults();
  Settings nothing;
  for (Settings* settings : {&shown, &nothing}) {
    settings->set("sequence", "AB");
    settings->set("sweep", "x0=0:1");
    settings->set("output", "a.mp4");
  }
  const FilmJob film = read_film_job(shown);
  EXPECT_EQ(recipe_json(recipe_of(film)), recipe_json(recipe_of(read_film_job(nothing))));
  EXPECT_EQ(film.ffmpeg, FilmJob::kFfmpeg);
  EXPECT_EQ(read_backend_settings(shown).backend, read_backend_settings(nothing).backend);
  EXPECT_EQ(read_backend_settings(shown).options.threads, read_backend_settings(nothing).options.threads);
}

TEST(FieldOptions, SettingsHoldWhatWasGivenInAnySpelling) {
  CLI::App command;
  FieldOptions options(command);
  add_still_options(options);
  command.parse("AB --its 300 --set C=3 --set D=2 --brute-force --fname a.png");
  const Settings settings = options.settings();
  EXPECT_EQ(settings.text("sequence"), "AB");
  EXPECT_EQ(settings.text("iterations"), "300");
  EXPECT_THAT(settings.all("set"), ElementsAre("C=3", "D=2"));
  EXPECT_TRUE(settings.flag("brute-force"));
  EXPECT_EQ(settings.text("output"), "a.png");
  EXPECT_FALSE(settings.has("size"));
}

TEST(FieldOptions, AnEmptyTextIsNoneWhereThereNeedNotBeOne) {
  CLI::App command;
  FieldOptions options(command);
  add_film_options(options);
  // CLI11 takes words from the back.
  command.parse(std::vector<std::string>{"", "--a", "", "--preset", "", "--crf", "", "--size"});
  const Settings settings = options.settings();
  EXPECT_FALSE(settings.has("crf"));
  EXPECT_FALSE(settings.has("preset"));
  EXPECT_FALSE(settings.has("a"));
  EXPECT_TRUE(settings.has("size"));
}

TEST(ErrorMessage, FieldsAreNamedByTheirOptions) {
  EXPECT_EQ(option_of_field("iterations"), "--iterations");
  EXPECT_EQ(option_of_field("output"), "-o");
  EXPECT_EQ(option_of_field("sequence"), "SEQUENCE");
  EXPECT_EQ(option_of_field("rate of C"), "--set C=RATE");
  EXPECT_EQ(option_of_field("window of A"), "window of A");
  EXPECT_EQ(message_of(InvalidInput("size", "too large")), "--size: too large");
  EXPECT_EQ(message_of(InvalidInput("too large")), "too large");
}

}  // namespace
}  // namespace lyap
