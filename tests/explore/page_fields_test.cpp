#include "host/explore/page_fields.h"

#include "host/base/error.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/film_job.h"
#include "host/jobs/still_job.h"
#include "tests/support/message_of.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsSubsetOf;
using ::testing::Not;
using ::testing::StartsWith;

std::string problem_of(OrderedCommand command, const std::string& field, const std::string& text,
                       const std::vector<std::string>& palettes = {}) {
  Settings fields;
  fields.set(field, text);
  return message_of<InvalidInput>([&] { check_page_fields(command, fields, palettes); });
}

TEST(PageFields, AreFieldsOfTheJob) {
  EXPECT_THAT(page_fields(OrderedCommand::kRender), IsSubsetOf(still_fields()));
  EXPECT_THAT(page_fields(OrderedCommand::kAnimate), IsSubsetOf(film_job_fields()));
  for (const char* field : {"sequence", "size", "horizontal", "set", "palette", "tone", "levels", "samples", "show"}) {
    EXPECT_THAT(page_fields(OrderedCommand::kRender), Contains(field));
    EXPECT_THAT(page_fields(OrderedCommand::kAnimate), Contains(field));
  }
  for (const char* field : {"circle", "track", "duration", "fps", "every", "codec", "crf", "preset", "pixel-format"}) {
    EXPECT_THAT(page_fields(OrderedCommand::kAnimate), Contains(field));
  }
}

// Also one that is new: it is refused until somebody lists it.
TEST(PageFields, NameNoFilesAndNoPrograms) {
  for (const OrderedCommand command : {OrderedCommand::kRender, OrderedCommand::kAnimate}) {
    for (const char* field : {"output", "ffmpeg", "save-exponents", "save-period", "encoder-args", "format", "resume",
                              "in-flight", "preview", "backend", "device", "threads", "no-jit", "config", "like"}) {
      EXPECT_THAT(page_fields(command), Not(Contains(field)));
      EXPECT_NE(problem_of(command, field, "x"), "") << field;
    }
  }
}

TEST(PageFields, OfOthersTheNameIsSaid) {
  EXPECT_EQ(problem_of(OrderedCommand::kAnimate, "ffmpeg", "/bin/sh"),
            "ffmpeg: a page cannot set it; use the command line");
  EXPECT_EQ(problem_of(OrderedCommand::kAnimate, "encoder-args", "-dump a"),
            "encoder-args: a page cannot set it; use the command line");
  EXPECT_THAT(problem_of(OrderedCommand::kRender, "circle", "A,B"), HasSubstr("circle"));
  EXPECT_THAT(problem_of(OrderedCommand::kRender, "iteration", "4"), HasSubstr("iterations"));
}

TEST(PageFields, PalettesAreBuiltInOnes) {
  for (const char* field : {"palette", "palette-stable", "palette-chaos"}) {
    EXPECT_EQ(problem_of(OrderedCommand::kRender, field, "Viridis_r"), "");
    EXPECT_EQ(problem_of(OrderedCommand::kRender, field, "viridis+magma"), "");
    for (const char* text :
         {"/etc/passwd", "./viridis", "palette.txt", "viridis+/etc/passwd", "", "viridis+", "a+b+c"}) {
      EXPECT_THAT(problem_of(OrderedCommand::kRender, field, text),
                  AllOf(StartsWith(field), HasSubstr("none of the built-in palettes")))
          << text;
    }
  }
  EXPECT_THAT(problem_of(OrderedCommand::kRender, "palette", "viridi"), HasSubstr("did you mean 'viridis'?"));
}

TEST(PageFields, PalettesThatTheUserHasNamedAreAllowed) {
  EXPECT_EQ(problem_of(OrderedCommand::kRender, "palette", "my/colours.txt", {"my/colours.txt"}), "");
  EXPECT_NE(problem_of(OrderedCommand::kRender, "palette", "my/other.txt", {"my/colours.txt"}), "");
}

TEST(PageFields, CodecsAndPresetsAreWords) {
  for (const char* field : {"codec", "preset"}) {
    for (const char* text : {"libx264", "slow", "p7", "h264_nvenc", "libvpx-vp9"}) {
      EXPECT_EQ(problem_of(OrderedCommand::kAnimate, field, text), "");
    }
    for (const char* text : {"", "-f", "a b", "a=b:c", "/tmp/a", "a;b", "a\n"}) {
      EXPECT_THAT(problem_of(OrderedCommand::kAnimate, field, text), HasSubstr("no word")) << text;
    }
  }
}

TEST(OrderedCommand, HasANameAndNoOther) {
  EXPECT_EQ(parse_ordered_command("render"), OrderedCommand::kRender);
  EXPECT_EQ(parse_ordered_command("animate"), OrderedCommand::kAnimate);
  EXPECT_THROW(parse_ordered_command("batch"), InvalidInput);
  EXPECT_THROW(parse_ordered_command(""), InvalidInput);
}

}  // namespace
}  // namespace lyap
