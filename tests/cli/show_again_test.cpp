#include "host/backends/chosen_backend.h"
#include "host/color/palette.h"
#include "host/jobs/film_job.h"
#include "host/jobs/recipe_file.h"
#include "host/jobs/still_job.h"
#include "host/output/picture_file.h"
#include "host/spec/command_line.h"
#include "tests/support/random_spec.h"
#include "tests/support/temporary_folder.h"
#include "tools/options/film_file_text.h"
#include "tools/options/film_options.h"
#include "tools/options/film_table.h"
#include "tools/options/still_options.h"

#include <memory>
#include <string>
#include <vector>
#include <wordexp.h>

#include <gtest/gtest.h>

namespace lyap {
namespace {

/// The options of a command line, as a shell and then the program read it.
template <class AddOptions>
Settings settings_of_line(const std::string& line, AddOptions add_options) {
  wordexp_t words{};
  EXPECT_EQ(::wordexp(line.c_str(), &words, WRDE_NOCMD | WRDE_UNDEF), 0) << line;
  // CLI11 takes words from the back.
  std::vector<std::string> options(words.we_wordv + 2, words.we_wordv + words.we_wordc);
  ::wordfree(&words);
  CLI::App command;
  FieldOptions fields(command);
  add_options(fields);
  command.parse(std::vector<std::string>(options.rbegin(), options.rend()));
  return fields.settings();
}

/// Files are made in this process: a thousand starts of the program would take minutes.
class ShowAgainTest : public ::testing::Test {
 protected:
  ShowAgainTest() : backend_(make_chosen_backend("cpu", {.threads = 1}).backend) {}

  std::string rendered(const StillJob& job) const {
    run_still(job, *backend_, {});
    return content_of(job.output);
  }

  /// The command that `lyap show` tells makes the file again, byte by byte.
  void expect_same_still_again(const RenderSpec& spec, const Palette& palette, int depth = kPaletteDepth,
                               const Annotations& annotations = {}) const {
    const std::string about = spec_text(spec);
    StillJob job{spec, palette, folder_ / "first.png"};
    job.depth = depth;
    job.annotations = annotations;
    const std::string first = rendered(job);
    const std::string line = command_line_of(read_recipe_file(job.output, "", {}));
    StillJob again = read_still_job(settings_of_line(line, add_still_options));
    again.output = folder_ / "again.png";
    EXPECT_TRUE(rendered(again) == first) << about << "\n" << line;
  }

  std::string palette_file(Random& random, int colors) const {
    std::string map = "GIMP Palette\n";
    for (int i = 0; i < 3 * colors; ++i) map += std::to_string(random.between(0, 255)) + (i % 3 == 2 ? "\n" : " ");
    const std::string path = folder_ / ("it's " + std::to_string(colors) + ".gpl");
    make_file(path, map);
    return path;
  }

  std::string filmed(FilmJob job, const std::string& name) const {
    job.output.path = folder_ / name;
    run_film(job, *backend_, {});
    return content_of(job.output.path);
  }

  TemporaryFolder folder_;
  std::unique_ptr<Backend> backend_;
};

/// Any tone, open ones too: what was found in the picture is told with it.
Tone random_tone(Random& random) {
  Tone tone;
  tone.curve = static_cast<ToneCurve>(random.between(0, 6));
  const bool has_parameter = parameter_of(tone) != 0;
  if (has_parameter && random.between(0, 1) == 0) tone.parameter = random.uniform(0.001, 3);
  if (tone.curve != ToneCurve::kQuantile) {
    if (random.between(0, 2) == 0) tone.levels = Range{random.uniform(-3, 0), random.uniform(0.1, 2)};
    tone.finds_levels = !tone.levels && random.between(0, 1) == 0;
  }
  const auto color = [&] {
    const auto level = [&] { return static_cast<std::uint8_t>(random.between(0, 255)); };
    return random.between(0, 3) == 0 ? std::optional(Rgb8{level(), level(), level()}) : std::nullopt;
  };
  tone.superstable = color();
  tone.escaped = color();
  tone.interpolates = random.between(0, 3) == 0;
  if (random.between(0, 2) == 0) tone.offset = random.uniform(-2, 2);
  if (random.between(0, 2) == 0) tone.repeat = random.uniform(0.1, 8);
  return tone;
}

TEST_F(ShowAgainTest, AThousandStillsAreMadeAgain) {
  Random random(20);
  const std::vector<std::string> names = palette_names();
  for (int i = 0; i < 1000; ++i) {
    RenderSpec spec = random_spec(random, 5000);
    spec.brute_force = random.between(0, 9) == 0;
    if (!spec.brute_force && random.between(0, 9) == 0) spec.shown = Quantity::kPeriod;
    if (random.between(0, 3) == 0) spec.precision = Precision::kDouble;
    // One in eight each has 16 bits, pixels of several samples, axes, or a colour bar.
    const int kind = random.between(0, 7);
    if (kind == 0) {
      spec.sampling = {random.between(1, 3), static_cast<SampleFilter>(random.between(0, 4))};
      spec.sampling.adaptive = spec.sampling.per_side > 1 && spec.sampling.filter == SampleFilter::kBox;
      if (spec.shown == Quantity::kExponent) spec.sampling.average = static_cast<AverageOf>(random.between(0, 1));
    }
    const int depth = kind == 1 ? kContinuousDepth : kPaletteDepth;
    const auto palette_name = [&] {
      return names[static_cast<std::size_t>(random.between(0, static_cast<int>(names.size()) - 1))];
    };
    if (spec.shown == Quantity::kExponent && random.between(0, 2) == 0) spec.tone = random_tone(random);
    const bool has_two = spec.tone.curve == ToneCurve::kSplit || random.between(0, 9) == 0;
    expect_same_still_again(spec, find_palette(palette_name() + (has_two ? "+" + palette_name() : "")), depth,
                            {kind == 2 || kind == 3, kind == 2 || kind == 4});
    if (::testing::Test::HasFailure()) return;
  }
}

TEST_F(ShowAgainTest, StillsWithPaletteFilesAreMadeAgain) {
  Random random(21);
  for (const int colors : {2, 256, 300}) {
    expect_same_still_again(random_spec(random, 5000), find_palette(palette_file(random, colors)));
  }
}

/// Films by the texts of their fields.
std::vector<Settings> small_films() {
  const auto film = [](std::vector<std::pair<std::string, std::string>> texts) {
    Settings settings;
    settings.set("size", "16x12");
    settings.set("iterations", "20");
    settings.set("frames", "5");
    settings.set("output", "a.mp4");
    for (const auto& [field, text] : texts) settings.add(field, text);
    return settings;
  };
  return {film({{"sequence", "ACDBEF"}, {"circle", "C,D"}, {"circle", "E,F"}, {"center", "3,3"}, {"radius", "0.3"}}),
          film({{"sequence", "ABC"}, {"sweep", "C=2:3"}, {"sweep", "x0=-0:1"}, {"ping-pong", "true"}, {"crf", "30.5"}}),
          film({{"sequence", "AB"}, {"zoom", "3,3"}, {"range", "1:3"}, {"fps", "30000/1001"}, {"precision", "f64"}}),
          film({{"sequence", "AB"}, {"zoom", "3,3"}, {"shutter", "0.25"}, {"shutter-frames", "3"}, {"samples", "2"}}),
          film({{"sequence", "ABC"}, {"track", "C smooth 0=2.5 0.1=3.8"}, {"brute-force", "true"}}),
          film({{"sequence", "ABC"}, {"set", "C=3"}, {"track", "window geometric 0=2:4,2:4 1=2.9:3,3.1:3.15"}}),
          film({{"sequence", "AB"},
                {"track", "x0 0=0.1 0.2=0.9"},
                {"pixel-format", "yuv444p"},
                {"preset", "fast"},
                {"encoder-args", "-tune film"}})};
}

TEST_F(ShowAgainTest, FilmsAreMadeAgainByTheirCommandAndByTheirFilmFile) {
  Random random(22);
  for (Settings settings : small_films()) {
    settings.set("palette", random.between(0, 1) == 0 ? "jet" : palette_file(random, 40));
    const std::string first = filmed(read_film_job(settings), "first.mp4");
    const Recipe recipe = read_recipe_file(folder_ / "first.mp4", FilmJob::kFfmpeg, {});

    Settings again = settings_of_line(command_line_of(recipe), add_film_options);
    again.set("output", "a.mp4");
    EXPECT_TRUE(filmed(read_film_job(again), "again.mp4") == first) << command_line_of(recipe);

    make_file(folder_ / "a.toml", film_file_text(recipe));
    CLI::App command;
    FieldOptions fields(command);
    add_film_options(fields);
    OptionFile file(folder_ / "a.toml", command, rival_film_options());
    std::vector<Movement> timeline;
    apply_film_table(file, read_toml(folder_ / "a.toml", "sequence"), timeline);
    Settings from_file = fields.settings();
    from_file.set("output", "a.mp4");
    EXPECT_TRUE(filmed(read_film_job(from_file, timeline), "file.mp4") == first) << film_file_text(recipe);
  }
}

}  // namespace
}  // namespace lyap
