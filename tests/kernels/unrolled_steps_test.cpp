#include "host/compute/frame.h"
#include "host/compute/step_list.h"
#include "kernels/shade_pixel.h"
#include "step_lists.h"
#include "tests/support/reference_pixels.h"
#include "tests/support/step_list_specs.h"

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

// The source that a kernel made for a sequence is compiled from, compiled for the host: the very step lists that the
// program writes, and the code that walks along them. A GPU then only has to confirm that its arithmetic is that of
// IEEE 754.

namespace lyap {
namespace {

std::string step_list_of(const RenderSpec& spec) {
  const Plane plane(spec);
  const auto list = plane.with_tables([](const auto& tables) { return make_step_list(tables); });
  return list ? list->text : "";
}

template <class List>
void expect_bits_of_listed_steps(const RenderSpec& spec) {
  using T = typename List::Scalar;
  const Frame frame(spec, Beside::kPeriods);
  const auto [width, height] = spec.size;
  const ReferencePicture expected = reference_picture(frame);
  ReferencePicture unrolled = expected;
  std::fill(unrolled.pixels.begin(), unrolled.pixels.end(), std::uint8_t{0xee});
  std::fill(unrolled.periods.begin(), unrolled.periods.end(), 12345U);
  const PixelTarget target{unrolled.pixels.data(), 0, nullptr, unrolled.periods.data()};
  const BandView band{width, 0, height, frame.coloring_view(), target};
  frame.plane().with_tables([&]<class Plane>(const ParameterPlane<Plane>& plane) {
    if constexpr (std::is_same_v<Plane, T>) {
      std::vector<T> scratch(static_cast<std::size_t>(scratch_rows(plane.view())));
      for (int row = 0; row < height; ++row) {
        for (int column = 0; column < width; ++column) {
          const std::int64_t steps = shade_unrolled_pixel<T, List>(plane.view(), band, column, row);
          BandView other = band;
          std::vector<std::uint8_t> pixels(unrolled.pixels.size());
          other.target = {pixels.data(), 0, nullptr, nullptr};
          ASSERT_EQ(steps, (shade_pixel_in_form<T, 1>(plane.view(), other, column, row, scratch.data())));
        }
      }
    } else {
      FAIL() << "the list is for another precision";
    }
  });
  EXPECT_TRUE(same_pixels(frame, expected.pixels, unrolled.pixels)) << spec_text(spec);
  EXPECT_EQ(expected.periods, unrolled.periods) << spec_text(spec);
}

/// The spec of the list and others that share it: brute force, and orbits of other lengths, down to the shortest.
template <class List>
void expect_bits_of_listed_steps_everywhere(RenderSpec spec) {
  const std::string list = step_list_of(spec);
  ASSERT_NE(list, "");
  int shared = 0;
  for (const std::int64_t iterations : {spec.iterations, std::int64_t{0}}) {
    for (std::int64_t more = 0; more < 2 * List::kRoundSteps + 3 && shared < 40; ++more) {
      RenderSpec other = spec;
      other.iterations = std::max<std::int64_t>(iterations, 2) + more;
      if (step_list_of(other) != list) continue;
      ++shared;
      for (const bool brute_force : {false, true}) {
        other.brute_force = brute_force;
        expect_bits_of_listed_steps<List>(other);
      }
    }
  }
  EXPECT_GE(shared, 3);
}

#define LYAP_TEST_STEP_LIST(i)                                                    \
  TEST(UnrolledSteps, OfWrittenList##i##HaveTheBitsOfListedSteps) {               \
    expect_bits_of_listed_steps_everywhere<StepList##i>(step_list_specs().at(i)); \
  }
LYAP_STEP_LISTS(LYAP_TEST_STEP_LIST)
#undef LYAP_TEST_STEP_LIST

}  // namespace
}  // namespace lyap
