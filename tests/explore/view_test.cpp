#include "host/explore/view.h"

#include "host/backends/backend_registry.h"
#include "host/base/error.h"
#include "host/color/coloring.h"
#include "host/output/picture_file.h"
#include "host/render/still.h"
#include "tests/support/random_palette.h"
#include "tests/support/random_spec.h"

#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::Lt;
using testing::SizeIs;

/// What somebody who looks at a view gets of it.
struct Seen {
  std::optional<ViewHead> head;
  /// The pixels of single samples by their step, row by row.
  std::map<int, std::vector<std::byte>> levels;
  std::vector<std::byte> averages;
  ViewEnd end;
};

/// A backend and the field of the last view, as the server keeps them for a client.
class Viewer {
 public:
  Seen look_at(const View& view, const std::stop_token& stop = {}) {
    Seen seen;
    const ViewCallbacks callbacks{[&](const ViewHead& head) { seen.head = head; },
                                  [&](const ViewRows& rows) {
                                    std::vector<std::byte>& pixels =
                                        rows.averaged ? seen.averages : seen.levels[rows.step];
                                    pixels.insert(pixels.end(), rows.pixels.begin(), rows.pixels.end());
                                  }};
    seen.end = render_view(view, backend_, 0, field_, callbacks, stop);
    return seen;
  }

 private:
  SharedBackend backend_{find_backend("cpu").create({})};
  std::unique_ptr<ExponentField> field_;
};

/// The pixels of the PNG file that `lyap render` writes.
std::vector<std::byte> rendered(const RenderSpec& spec, const Palette& palette) {
  const auto backend = find_backend("cpu").create({});
  const auto frame =
      std::make_shared<const Frame>(spec, coloring_of(spec, palette, picture_file_format(spec, palette)));
  std::vector<std::byte> pixels;
  const auto store = [&](const Band& band) { pixels.insert(pixels.end(), band.pixels.begin(), band.pixels.end()); };
  render_still(*backend, kSlotsPerDevice, frame, {store, {}});
  return pixels;
}

RenderSpec square(std::string_view sequence, Range horizontal, Range vertical, int side) {
  return {.sequence = Sequence::parse(sequence),
          .size = {side, side},
          .horizontal = {'A', horizontal},
          .vertical = {'B', vertical},
          .constants = {}};
}

double brute_steps(const RenderSpec& spec) {
  return static_cast<double>(spec.iterations - 1) * spec.size.width * spec.size.height;
}

TEST(View, HasThePixelsOfThePictureWhateverThePicture) {
  Random random(20261129);
  for (int i = 0; i < 60; ++i) {
    RenderSpec spec = random_spec(random, 2'000'000);
    spec.precision = Precision::kAutomatic;
    if (i % 3 == 0) spec.shown = Quantity::kPeriod;
    const Palette palette = random_palette(random, random.between(2, 400));
    Viewer viewer;
    const Seen seen = viewer.look_at({spec, palette});
    ASSERT_EQ(seen.levels.at(1), rendered(spec, palette)) << spec_text(spec);
  }
}

TEST(View, ShowsInACoarseLevelTheVeryPixelsOfThePicture) {
  const RenderSpec spec = square("AABAB", {2.4, 3.9}, {2.1, 4}, 101);
  Viewer viewer;
  const Seen seen = viewer.look_at({spec, find_palette("viridis")});
  const auto& whole = seen.levels.at(1);
  for (const int step : {4, 2}) {
    const auto& level = seen.levels.at(step);
    const std::size_t side = (101 + static_cast<std::size_t>(step) - 1) / static_cast<std::size_t>(step);
    ASSERT_THAT(level, SizeIs(side * side));
    for (std::size_t i = 0; i < level.size(); ++i) {
      const std::size_t row = i / side * static_cast<std::size_t>(step);
      const std::size_t column = i % side * static_cast<std::size_t>(step);
      ASSERT_EQ(level[i], whole[row * 101 + column]) << "step " << step << ", pixel " << i;
    }
  }
}

TEST(View, ComputesEachPixelOnce) {
  RenderSpec spec = square("AB", {3.6, 3.9}, {3.6, 3.9}, 256);
  spec.brute_force = true;
  EXPECT_EQ(static_cast<double>(Viewer().look_at({spec, find_palette("viridis")}).end.steps), brute_steps(spec));
}

TEST(View, TakesNoMapStepForOtherColours) {
  RenderSpec spec = square("AB", {2, 4}, {2, 4}, 200);
  Viewer viewer;
  viewer.look_at({spec, find_palette("viridis")});
  spec.tone = parse_tone("symlog:0.2");
  spec.tone.finds_levels = true;
  const Palette magma = find_palette("magma");
  const Seen recolored = viewer.look_at({spec, magma});
  EXPECT_EQ(recolored.end.steps, 0);
  EXPECT_THAT(recolored.levels, SizeIs(1)) << "coarse levels would tell nothing new";
  EXPECT_FALSE(recolored.head->spec.tone.is_open());
  EXPECT_EQ(recolored.levels.at(1), rendered(recolored.head->spec, magma));
}

TEST(View, ComputesOfAMoveOnTheLatticeWhatCameIntoSight) {
  constexpr double kPitch = 5 * 0x1p-10;
  constexpr int kSide = 160;
  const auto window = [](int first) { return Range{2.5 + first * kPitch, 2.5 + (first + kSide - 1) * kPitch}; };
  RenderSpec spec = square("AB", window(0), window(0), kSide);
  spec.brute_force = true;
  Viewer viewer;
  viewer.look_at({spec, find_palette("viridis")});
  spec.horizontal.range = window(3);
  spec.vertical.range = window(-2);
  const Seen moved = viewer.look_at({spec, find_palette("viridis")});
  EXPECT_EQ(moved.end.steps, (spec.iterations - 1) * (kSide * kSide - (kSide - 3) * (kSide - 2)));
  EXPECT_EQ(moved.levels.at(1), rendered(spec, find_palette("viridis")));
}

TEST(View, ComputesThreeQuartersWhereThePitchIsHalved) {
  constexpr double kPitch = 4 * 0x1p-9;
  constexpr int kSide = 128;
  RenderSpec spec = square("AB", {2.5, 2.5 + (kSide - 1) * kPitch}, {2.5, 2.5 + (kSide - 1) * kPitch}, kSide);
  spec.brute_force = true;
  Viewer viewer;
  viewer.look_at({spec, find_palette("viridis")});
  spec.horizontal.range = {2.75, 2.75 + (kSide - 1) * kPitch / 2};
  spec.vertical.range = {2.75, 2.75 + (kSide - 1) * kPitch / 2};
  const Seen nearer = viewer.look_at({spec, find_palette("viridis")});
  EXPECT_EQ(nearer.end.steps, (spec.iterations - 1) * (kSide * kSide * 3 / 4));
  EXPECT_EQ(nearer.levels.at(1), rendered(spec, find_palette("viridis")));
}

TEST(View, TakesNothingOverFromAnotherPicture) {
  const RenderSpec spec = square("ABC", {2, 4}, {2, 4}, 64);
  std::vector<RenderSpec> others(8, spec);
  for (RenderSpec& other : others) other.constants['C'] = 3;
  others[1].iterations = 401;
  others[2].transient = 1;
  others[3].phase = 2;
  others[4].x0 = 0.25;
  others[5].precision = Precision::kDouble;
  others[6].constants['C'] = 3.5;
  others[7].sequence = Sequence::parse("ACB");
  const Palette palette = find_palette("viridis");
  for (const RenderSpec& other : others) {
    Viewer viewer;
    viewer.look_at({others.front(), palette});
    ASSERT_EQ(viewer.look_at({other, palette}).levels.at(1), rendered(other, palette)) << spec_text(other);
  }
}

TEST(View, FollowsSinglePixelsWithTheirAverages) {
  RenderSpec spec = square("AB", {3, 4}, {3, 4}, 90);
  spec.sampling.per_side = 3;
  const Palette palette = find_palette("twilight");
  const Seen seen = Viewer().look_at({spec, palette});
  EXPECT_EQ(seen.averages, rendered(spec, palette));
  spec.sampling = {};
  EXPECT_EQ(seen.levels.at(1), rendered(spec, palette));
}

TEST(View, KeepsWhatItKnowsWhenItIsGivenUp) {
  RenderSpec spec = square("AB", {3.6, 3.9}, {3.6, 3.9}, 300);
  spec.brute_force = true;
  SharedBackend backend(find_backend("cpu").create({}));
  std::stop_source stop;
  std::unique_ptr<ExponentField> field;
  const ViewCallbacks giving_up{[](const ViewHead&) {},
                                [&](const ViewRows& rows) {
                                  if (rows.step == 2) stop.request_stop();
                                }};
  const View view{spec, find_palette("viridis")};
  EXPECT_THROW(render_view(view, backend, 0, field, giving_up, stop.get_token()), Interrupted);
  const ViewCallbacks going_on{[](const ViewHead&) {}, [](const ViewRows&) {}};
  const ViewEnd end = render_view(view, backend, 0, field, going_on, {});
  EXPECT_THAT(static_cast<double>(end.steps), Lt(brute_steps(spec)));
  EXPECT_EQ(static_cast<double>(backend.steps()), brute_steps(spec));
}

TEST(ExponentHistogram, CountsInfiniteExponentsApart) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const ExponentHistogram histogram = histogram_of({-kInfinity, -1, -1, 0.5, kInfinity, kInfinity});
  EXPECT_EQ(histogram.superstable, 1);
  EXPECT_EQ(histogram.escaped, 2);
  EXPECT_EQ(histogram.min, -1);
  EXPECT_EQ(histogram.counts.front(), 2);
  EXPECT_EQ(std::accumulate(histogram.counts.begin(), histogram.counts.end(), std::int64_t{0}), 3);
}

TEST(ExponentHistogram, HasZeroBetweenItsEnds) {
  for (const std::vector<float>& exponents : {std::vector<float>{}, {0.7F}, {-0.7F}, {0, 0}}) {
    const ExponentHistogram histogram = histogram_of(exponents);
    EXPECT_LT(histogram.min, 0);
    EXPECT_GT(histogram.max, 0);
  }
}

}  // namespace
}  // namespace lyap
