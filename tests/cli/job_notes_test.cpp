#include "tests/cli/film.h"

#include <string>

namespace lyap {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Notes about what the user of a job may not have meant.
class CliJobNotesTest : public CliFilmTest {
 protected:
  // One cycle, whose exponent changes by less than a colour.
  static constexpr const char* kFlat = "--a 2.5:2.50001 --b 2.5:2.50001 --iterations 50";
};

TEST_F(CliJobNotesTest, ASizeThatNobodyChoseMayStretchTheWindow) {
  const std::string note = "note: 3840x2160 stretches the window; --height 2160 alone makes its pixels squares";
  EXPECT_THAT(run("render AB --iterations 2 -o a.png").err, HasSubstr(note));
  EXPECT_THAT(run("animate ABC --sweep C=2:3 --frames 1 --iterations 2 -o f_#.png").err, HasSubstr(note));
  EXPECT_THAT(run("animate ABC --sweep C=2:3 --frames 1 --iterations 2 --height 9 -o g_#.png").err,
              Not(HasSubstr("note:")));
  EXPECT_THAT(run("render AB --iterations 2 --a 2:3.6 --b 3.1:4 -o b.png").err, Not(HasSubstr("note:")));
}

TEST_F(CliJobNotesTest, APictureOfOneColorIsToldOnce) {
  const std::string note =
      "one colour has 100.0 % of the picture; --levels auto spreads the palette over its exponents";
  const std::string line = std::string("render AB --size 16x16 -o a.png ") + kFlat;
  EXPECT_THAT(run(line).err, HasSubstr("note: " + note));
  EXPECT_THAT(run(line + " --levels auto").err, Not(HasSubstr("note:")));
  EXPECT_EQ(run(line + " --quiet").err, "");
  EXPECT_THAT(run("render AB --size 40x40 -o c.png").err, Not(HasSubstr("note:")));
}

TEST_F(CliJobNotesTest, PixelsCloserThanDoublesAreTold) {
  EXPECT_THAT(run("render AB --a 3:3.000000000000001 --b 3:3.000000000000001 --size 40x40 -o b.png").err,
              HasSubstr("closer together than numbers of double precision"));
}

TEST_F(CliJobNotesTest, ABatchTellsThemWithTheNameOfTheJob) {
  const std::string window = "a = \"2.5:2.50001\"\nb = \"2.5:2.50001\"\niterations = 50\nsize = \"16x16\"\n";
  make_file(folder_ / "jobs.toml", "[[render]]\nsequence = \"AB\"\noutput = \"flat.png\"\n" + window +
                                       "[[animate]]\nsequence = \"ABC\"\nsweep = \"C=3:3\"\nframes = 2\n"
                                       "output = \"still_#.png\"\nsize = \"9x7\"\n");
  const std::string err = run("batch jobs.toml").err;
  EXPECT_THAT(err, HasSubstr("flat.png: note: one colour has 100.0 % of the picture"));
  EXPECT_THAT(err, HasSubstr("still_#.png: note: nothing moves"));
  EXPECT_THAT(run("batch jobs.toml --quiet").err, Not(HasSubstr("note:")));
}

}  // namespace
}  // namespace lyap
