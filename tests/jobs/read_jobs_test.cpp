#include "host/base/error.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/comparison_job.h"
#include "host/jobs/film_job.h"
#include "host/jobs/picture_settings.h"
#include "host/jobs/still_job.h"
#include "host/spec/command_line.h"

#include <functional>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

Settings settings_of(std::initializer_list<std::pair<const char*, const char*>> texts) {
  Settings settings;
  for (const auto& [field, text] : texts) settings.add(field, text);
  return settings;
}

/// The field that the error of `read` names, and what it says of it.
std::pair<std::string, std::string> error_of(const std::function<void()>& read) {
  try {
    read();
  } catch (const InvalidInput& error) {
    return {error.field(), error.problem()};
  }
  return {"", "no error"};
}

TEST(ReadStillJob, WhatIsNotGivenIsAsInTheDefaults) {
  const StillJob job = read_still_job(settings_of({{"sequence", "AB"}}));
  const RenderSpec defaults{.sequence = Sequence::parse("AB"), .constants = {}};
  EXPECT_EQ(command_line_of(job.spec, "p"), command_line_of(defaults, "p"));
  EXPECT_EQ(job.palette.name, "twilight");
  EXPECT_EQ(job.output, "");
}

TEST(ReadStillJob, TextsBecomeTheValuesOfThePicture) {
  const StillJob job = read_still_job(settings_of({{"sequence", "ABCD"},
                                                   {"size", "40x30"},
                                                   {"width", "50"},
                                                   {"horizontal", "C=2.5:3"},
                                                   {"ymax", "3.5"},
                                                   {"set", "A=3.1"},
                                                   {"set", "D=2"},
                                                   {"iterations", "300"},
                                                   {"transient", "5"},
                                                   {"phase", "0"},
                                                   {"x0", "0.25"},
                                                   {"precision", "f64"},
                                                   {"show", "period"},
                                                   {"palette", "viridis"},
                                                   {"output", "a.png"},
                                                   {"depth", "16"},
                                                   {"save-exponents", "a.npy"}}));
  EXPECT_EQ(job.spec.sequence.letters(), "ABCD");
  EXPECT_EQ(job.spec.size, (Size{50, 30}));
  EXPECT_EQ(job.spec.horizontal.letter, 'C');
  EXPECT_EQ(job.spec.horizontal.range, (Range{2.5, 3}));
  EXPECT_EQ(job.spec.vertical.letter, 'B');
  EXPECT_EQ(job.spec.vertical.range, (Range{2, 3.5}));
  EXPECT_EQ(job.spec.constants, (std::map<char, double>{{'A', 3.1}, {'D', 2}}));
  EXPECT_EQ(job.spec.iterations, 300);
  EXPECT_EQ(job.spec.transient, 5);
  EXPECT_EQ(job.spec.phase, 0);
  EXPECT_EQ(job.spec.x0, 0.25);
  EXPECT_EQ(job.spec.precision, Precision::kDouble);
  EXPECT_EQ(job.spec.shown, Quantity::kPeriod);
  EXPECT_EQ(job.palette.name, "viridis");
  EXPECT_EQ(job.output, "a.png");
  EXPECT_EQ(job.depth, 16);
  EXPECT_EQ(job.exponents, "a.npy");
}

TEST(ReadStillJob, ErrorsNameTheFieldAtFault) {
  const auto read = [](std::initializer_list<std::pair<const char*, const char*>> texts) {
    return error_of([&] { read_still_job(settings_of(texts)); });
  };
  EXPECT_EQ(read({}).first, "sequence");
  EXPECT_EQ(read({{"sequence", "AB"}, {"seq", "AB"}}).first, "seq");
  EXPECT_EQ(read({{"sequence", "ABC"}}).first, "sequence");
  EXPECT_EQ(read({{"sequence", "AB"}, {"set", "C=3"}}).first, "rate of C");
  EXPECT_EQ(read({{"sequence", "AB"}, {"size", "5k"}}).first, "size");
  EXPECT_EQ(read({{"sequence", "AB"}, {"xmin", "5"}}).first, "xmin");
  EXPECT_EQ(read({{"sequence", "AB"}, {"a", "2:3"}, {"xmin", "2"}}).first, "a");
  EXPECT_EQ(read({{"sequence", "AB"}, {"brute-force", "true"}, {"show", "period"}}).first, "show");
  EXPECT_EQ(read({{"sequence", "AB"}, {"palette", "vridis"}}).first, "palette");
  EXPECT_EQ(read({{"sequence", "AB"}, {"output", "a.jpg"}}).first, "output");
  EXPECT_EQ(read({{"sequence", "AB"}, {"depth", "10"}}).first, "depth");
  EXPECT_EQ(read({{"sequence", "AB"}, {"axes", "true"}, {"depth", "16"}}).first, "axes");
  EXPECT_EQ(read({{"sequence", "AB"}, {"colorbar", "true"}, {"output", "a.exr"}}).first, "colorbar");
  EXPECT_EQ(read({{"sequence", "AB"}, {"save-period", "a.txt"}}).first, "save-period");
  EXPECT_EQ(read({{"sequence", "AB"}, {"iterations", "3"}, {"iterations", "4"}}).first, "iterations");
}

TEST(ReadFilmJob, TextsBecomeAFilm) {
  const FilmJob job = read_film_job(settings_of({{"sequence", "ACDBCD"},
                                                 {"size", "64x48"},
                                                 {"circle", "C,D"},
                                                 {"center", "2.95,3"},
                                                 {"radius", "0.25"},
                                                 {"sweep", "x0=0:1"},
                                                 {"ping-pong", "true"},
                                                 {"duration", "2"},
                                                 {"fps", "24"},
                                                 {"range", "3:9"},
                                                 {"output", "loop.mkv"},
                                                 {"pixel-format", "yuv444p"},
                                                 {"crf", "20"},
                                                 {"encoder-args", "-tune \"a film\""},
                                                 {"in-flight", "7"}}));
  EXPECT_EQ(job.film.frames, 48);
  EXPECT_EQ(job.frames(), 7);
  EXPECT_TRUE(job.film.ping_pong);
  ASSERT_EQ(job.film.movements.size(), 2U);
  EXPECT_EQ(std::get<Circle>(job.film.movements[0]).y, 3);
  EXPECT_EQ(job.output.target, FilmTarget::kVideo);
  EXPECT_EQ(job.output.format, PixelFormat::kYuv444p);
  EXPECT_EQ(job.output.encoder.crf, 20);
  EXPECT_THAT(job.output.encoder.extra, ::testing::ElementsAre("-tune", "a film"));
  EXPECT_EQ(slots_of(job, 1), 7U);
}

TEST(ReadFilmJob, TheCommandLineSaysWhatTheFieldsSaid) {
  const FilmJob job = read_film_job(settings_of({{"sequence", "AC"},
                                                 {"size", "64x48"},
                                                 {"vertical", "C"},
                                                 {"sweep", "x0=0:1"},
                                                 {"frames", "9"},
                                                 {"output", "loop.mkv"},
                                                 {"pixel-format", "yuv444p"},
                                                 {"codec", "libx265"},
                                                 {"crf", "20.5"},
                                                 {"encoder-args", "-tune \"a film\""}}));
  EXPECT_THAT(command_line_of(job), ::testing::EndsWith(" --pixel-format 'yuv444p' --codec 'libx265' --crf '20.5'"
                                                        " --encoder-args '-tune \"a film\"'"));
}

TEST(ReadFilmJob, ErrorsNameTheFieldAtFault) {
  const auto read = [](std::initializer_list<std::pair<const char*, const char*>> texts) {
    Settings settings = settings_of(texts);
    settings.set("sequence", "AB");
    if (!settings.has("sweep")) settings.set("sweep", "x0=0:1");
    if (!settings.has("output")) settings.set("output", "a.mp4");
    return error_of([&] { read_film_job(settings); }).first;
  };
  EXPECT_EQ(read({{"frames", "0"}}), "frames");
  EXPECT_EQ(read({{"frames", "3"}, {"duration", "4"}}), "frames");
  EXPECT_EQ(read({{"fps", "fast"}}), "fps");
  EXPECT_EQ(read({{"sweep", "x0=0:2"}}), "sweep");
  EXPECT_EQ(read({{"circle", "C,D"}}), "circle");
  EXPECT_EQ(read({{"zoom-factor", "3"}}), "zoom-factor");
  EXPECT_EQ(read({{"output", "a.avi"}}), "output");
  EXPECT_EQ(read({{"output", "a.y4m"}, {"crf", "20"}}), "crf");
  EXPECT_EQ(read({{"size", "63x48"}}), "size");
  EXPECT_EQ(read({{"resume", "true"}}), "resume");
  EXPECT_EQ(read({{"in-flight", "0"}}), "in-flight");
  EXPECT_EQ(read({{"frames", "9"}, {"range", "5:3"}}), "range");
}

TEST(ReadFilmJob, WhatTheNameOfAnOutputDoesNotSayHasATextOfItsOwn) {
  const auto texts_of = [](const char* output, const char* field, const char* text) {
    Settings settings = settings_of({{"sequence", "AB"}, {"sweep", "x0=0:1"}, {"frames", "3"}, {"output", output}});
    if (*text != '\0') settings.set(field, text);
    const FormatTexts texts = format_texts_of(read_film_job(settings).output);
    return texts.format + "|" + texts.pixel_format;
  };
  EXPECT_EQ(texts_of("a.mp4", "pixel-format", ""), "|");
  EXPECT_EQ(texts_of("a.mp4", "pixel-format", "yuv444p"), "|yuv444p");
  EXPECT_EQ(texts_of("a.mov", "codec", "prores_ks"), "|") << "the codec says it";
  EXPECT_EQ(texts_of("a.gif", "", ""), "|");
  EXPECT_EQ(texts_of("a_##.png", "", ""), "|");
  EXPECT_EQ(texts_of("-", "format", "y4m"), "|");
  EXPECT_EQ(texts_of("pipe", "format", "y4m"), "y4m|");
  EXPECT_EQ(texts_of("-", "format", "rgb24"), "rgb24|");
  EXPECT_EQ(texts_of("a.yuv", "pixel-format", "yuv444p"), "|yuv444p");
  EXPECT_EQ(texts_of("a.rgb", "", ""), "|");
  EXPECT_EQ(texts_of("a.rgb", "format", "yuv420p"), "yuv420p|");
}

TEST(ReadComparisonJob, SidesAndFramesAreRead) {
  const ComparisonJob job = read_comparison_job(settings_of({{"sequence", "AB"},
                                                             {"sweep", "x0=0:1"},
                                                             {"film-frames", "20"},
                                                             {"frames", "3:5"},
                                                             {"left", "cpu-scalar:f64"},
                                                             {"right", "cpu-scalar"},
                                                             {"tolerance", "0.5:2%"}}));
  ASSERT_EQ(job.pairs.size(), 1U);
  EXPECT_EQ(job.pairs.front().first.backend, "cpu-scalar");
  EXPECT_EQ(job.pairs.front().first.precision, Precision::kDouble);
  EXPECT_EQ(job.film.frames, 20);
  EXPECT_EQ(job.comparisons(), 3);
  EXPECT_EQ(job.tolerance.percent, 2);
}

TEST(ReadComparisonJob, ErrorsNameTheFieldAtFault) {
  const auto read = [](std::initializer_list<std::pair<const char*, const char*>> texts) {
    Settings settings = settings_of(texts);
    settings.set("sequence", "AB");
    return error_of([&] { read_comparison_job(settings); }).first;
  };
  EXPECT_EQ(read({{"left", "cpu-avx51"}}), "left");
  EXPECT_EQ(read({{"right", "cpu-scalar:f16"}}), "right");
  EXPECT_EQ(read({{"frames", "0:1"}}), "frames");
  EXPECT_EQ(read({{"range", "0:1"}}), "range");
  EXPECT_EQ(read({{"tolerance", "-1"}}), "tolerance");
  EXPECT_EQ(read({{"diff", "d.jpg"}}), "diff");
  EXPECT_EQ(read({{"show", "period"}}), "show");
}

TEST(ReadBackendSettings, TextsSayWhatComputes) {
  const BackendSettings read =
      read_backend_settings(settings_of({{"backend", "cpu"}, {"device", "0,2"}, {"threads", "3"}, {"no-jit", "true"}}));
  EXPECT_EQ(read.backend, "cpu");
  EXPECT_EQ(read.options.threads, 3);
  EXPECT_EQ(read.options.devices, DeviceChoice::of({0, 2}));
  EXPECT_EQ(read.options.kernels_made, KernelsMade::kNever);
  EXPECT_EQ(error_of([] { read_backend_settings(settings_of({{"threads", "many"}})); }).first, "threads");
  EXPECT_EQ(error_of([] { read_backend_settings(settings_of({{"device", "2,2"}})); }).first, "device");
}

TEST(Fields, AFilmHasAllThoseOfAPictureAndSoHasAComparison) {
  EXPECT_THAT(film_job_fields(), IsSupersetOf(picture_fields()));
  EXPECT_THAT(comparison_fields(), IsSupersetOf(picture_fields()));
  EXPECT_THAT(still_fields(), IsSupersetOf(picture_fields()));
}

}  // namespace
}  // namespace lyap
