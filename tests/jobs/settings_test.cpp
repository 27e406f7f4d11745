#include "host/spec/settings.h"

#include "host/base/error.h"
#include "host/jobs/read_field.h"
#include "tests/support/message_of.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Settings, AFieldHasTheTextThatItWasGiven) {
  Settings settings;
  EXPECT_FALSE(settings.has("size"));
  EXPECT_EQ(settings.text("size", "4k"), "4k");
  settings.set("size", "8k");
  settings.set("size", "720p");
  EXPECT_TRUE(settings.has("size"));
  EXPECT_EQ(settings.text("size", "4k"), "720p");
  settings.set("size", "");
  EXPECT_TRUE(settings.has("size"));
  EXPECT_EQ(settings.text("size", "4k"), "");
  settings.remove("size");
  EXPECT_FALSE(settings.has("size"));
}

TEST(Settings, AFieldMayHaveSeveralTextsInTheirOrder) {
  Settings settings;
  EXPECT_THAT(settings.all("set"), IsEmpty());
  settings.add("set", "D=2");
  settings.add("set", "C=3");
  EXPECT_THAT(settings.all("set"), ElementsAre("D=2", "C=3"));
  EXPECT_EQ(message_of<InvalidInput>([&] { settings.text("set"); }), "set: 2 values are given; one is accepted");
}

TEST(Settings, FlagsAreTrueOrFalse) {
  Settings settings;
  EXPECT_FALSE(settings.flag("resume"));
  settings.set("resume", "true");
  EXPECT_TRUE(settings.flag("resume"));
  settings.set("resume", "false");
  EXPECT_FALSE(settings.flag("resume"));
  settings.set("resume", "yes");
  EXPECT_EQ(message_of<InvalidInput>([&] { settings.flag("resume"); }),
            "resume: 'yes' is not known: true and false are accepted");
}

TEST(Settings, UnknownFieldsAreToldWithWhatWasProbablyMeant) {
  const std::vector<std::string> known{"size", "palette"};
  Settings settings;
  settings.set("palette", "jet");
  EXPECT_NO_THROW(settings.require_known(known));
  settings.set("palete", "jet");
  EXPECT_EQ(message_of<InvalidInput>([&] { settings.require_known(known); }),
            "unknown field 'palete', did you mean 'palette'?");
}

TEST(Settings, ErrorsOfValuesNameTheirField) {
  Settings settings;
  settings.set("iterations", "many");
  try {
    read_integer(settings, "iterations", 400, 2, 10, "the number");
    FAIL() << "'many' was read";
  } catch (const InvalidInput& error) {
    EXPECT_EQ(error.field(), "iterations");
    EXPECT_EQ(error.problem(), "'many' is not a whole number: the number must be 2 to 10");
  }
  EXPECT_EQ(read_integer(settings, "transient", 7, 0, 10, "the number"), 7);
}

}  // namespace
}  // namespace lyap
