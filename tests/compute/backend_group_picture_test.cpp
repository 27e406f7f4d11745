#include "host/compare/comparison.h"
#include "host/compute/backend_group.h"
#include "host/render/still.h"
#include "tests/support/backend_under_test.h"
#include "tests/support/group_pictures.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

/// Groups of a backend of one thread, or of one GPU that works in the place of several.
class BackendGroupPictures : public BackendTest, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override { require(GetParam()); }

  std::unique_ptr<Backend> single(std::size_t slots) const { return backend_.create({.slots = slots, .threads = 1}); }

  /// Of one member it is no group.
  std::unique_ptr<Backend> group(int members, std::size_t slots) const {
    std::vector<int> devices(static_cast<std::size_t>(members));
    std::iota(devices.begin(), devices.end(), 0);
    return make_backend_for(devices, slots, [&](int, std::size_t of_each) { return single(of_each); });
  }
};

// Fewer frames than slots, and fewer slots than members, too.
TEST_P(BackendGroupPictures, FilmHasTheBytesOfOneBackend) {
  for (const std::int64_t frames : {1, 2, 20}) {
    const FilmBytes expected = film_on(*single(3), 3, frames);
    for (const int members : {2, 3}) {
      for (const std::size_t slots :
           {std::size_t{1}, std::size_t{2}, slots_for(3, static_cast<std::size_t>(members))}) {
        SCOPED_TRACE(fmt::format("{} frames, {} members, {} slots", frames, members, slots));
        const FilmBytes film = film_on(*group(members, 3), slots, frames);
        EXPECT_EQ(film.order, numbers_to(frames));
        EXPECT_TRUE(film.bytes == expected.bytes);
      }
    }
  }
}

TEST_P(BackendGroupPictures, StillHasTheBytesOfOneBackend) {
  const auto still_on = [](Backend& backend, const std::shared_ptr<const Frame>& frame) {
    std::vector<std::byte> bytes;
    int bands = 0;
    const auto store = [&](const Band& band) {
      bytes.insert(bytes.end(), band.pixels.begin(), band.pixels.end());
      ++bands;
    };
    render_still(backend, slots_for(3, backend.device_count()), frame, {store, {}});
    return std::pair(std::move(bytes), bands);
  };
  for (const int height : {1, 2, 17, 60}) {
    const auto frame = frame_of({31, height}, PixelFormat::kIndexed8);
    const auto expected = still_on(*single(3), frame).first;
    for (const int members : {2, 3}) {
      SCOPED_TRACE(fmt::format("{} rows, {} members", height, members));
      const auto [bytes, bands] = still_on(*group(members, 3), frame);
      EXPECT_TRUE(bytes == expected);
      EXPECT_EQ(bands, std::min(members, height)) << "one backend alone would take such a picture at once";
    }
  }
}

// Where it is a GPU, some bands are compared in its memory and others are copied there.
TEST_P(BackendGroupPictures, ComparisonWithOneBackendFindsNothing) {
  // A band of a processor has at most 131072 pixels and one of a GPU a megapixel: none takes the picture at once.
  const Size size = is_emulated(*single(1)) ? Size{200, 203} : Size{1000, 1203};
  const auto frame = frame_of(size, PixelFormat::kExponents);
  const auto sum = backend_.name == "cuda" ? sum_on_device(two_colors(), 0) : sum_on_host(two_colors());
  for (const auto& [left, right] : {std::pair(3, 2), std::pair(1, 2), std::pair(2, 1)}) {
    const auto left_backend = group(left, kExponentSlots);
    const auto right_backend = group(right, kExponentSlots);
    int rows = 0;
    const auto count = [&](const ExponentBand&, const ExponentBand&, int of_band) { rows += of_band; };
    const Comparison comparison = compare_exponents(*compute_exponents(*left_backend, frame),
                                                    *compute_exponents(*right_backend, frame), *sum, 0, {count, {}});
    EXPECT_TRUE(comparison.identical()) << left << " and " << right << " members";
    EXPECT_EQ(comparison.differences.pixels,
              static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height));
    EXPECT_EQ(rows, size.height);
  }
}

std::string name_of_test(const testing::TestParamInfo<const char*>& info) {
  return test_name_of(info.param);
}

INSTANTIATE_TEST_SUITE_P(Cpu, BackendGroupPictures, testing::Values("cpu-avx2", "cpu-scalar"), name_of_test);
INSTANTIATE_TEST_SUITE_P(Cuda, BackendGroupPictures, testing::Values("cuda"), name_of_test);

}  // namespace
}  // namespace lyap
