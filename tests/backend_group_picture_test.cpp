#include "host/backend_group.h"
#include "host/comparison.h"
#include "host/error.h"
#include "host/render_film.h"
#include "host/still.h"
#include "tests/reference_pixels.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

std::unique_ptr<Backend> cpu_backend(std::size_t slots) {
  return find_backend("cpu").create({.slots = slots, .threads = 1, .stop = {}});
}

/// Backends of a thread each in the place of GPUs, made as those are.
std::unique_ptr<Backend> cpu_group(int members, std::size_t slots) {
  std::vector<int> devices(static_cast<std::size_t>(members));
  std::iota(devices.begin(), devices.end(), 0);
  return make_backend_for(devices, slots, [](int, std::size_t of_each) { return cpu_backend(of_each); });
}

std::shared_ptr<const Frame> frame_of(Size size, PixelFormat format, double rate = 2.5) {
  RenderSpec spec = spec_of("ABC");
  spec.size = size;
  spec.iterations = 30;
  spec.constants['C'] = rate;
  return std::make_shared<const Frame>(spec, two_colors(), format);
}

std::shared_ptr<const Frame> film_frame(std::int64_t number) {
  return frame_of({32, 18}, number % 2 == 0 ? PixelFormat::kYuv420p : PixelFormat::kRgb24,
                  2 + 0.01 * static_cast<double>(number));
}

/// All frames in the order in which they come.
struct FilmBytes {
  std::vector<std::int64_t> order;
  std::vector<std::byte> bytes;
};

class FilmBytesSink : public FrameSink {
 public:
  void write(std::int64_t frame, std::span<const std::byte> pixels) override {
    film.order.push_back(frame);
    film.bytes.insert(film.bytes.end(), pixels.begin(), pixels.end());
  }
  void finish() override { ADD_FAILURE() << "render_film does not finish its sink"; }
  std::string keep_part() override { return ""; }

  FilmBytes film;
};

std::vector<std::int64_t> numbers_to(std::int64_t count) {
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(count));
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

FilmBytes film_on(Backend& backend, std::size_t slots, std::int64_t frames) {
  FilmBytesSink sink;
  render_film(backend, slots, sink, {numbers_to(frames), film_frame, {}});
  return sink.film;
}

// Fewer frames than slots, and fewer slots than members, too.
TEST(BackendGroupFilm, HasTheBytesOfOneBackend) {
  for (const std::int64_t frames : {1, 2, 20}) {
    const FilmBytes expected = film_on(*cpu_backend(3), 3, frames);
    for (const int members : {2, 3}) {
      for (const std::size_t slots :
           {std::size_t{1}, std::size_t{2}, slots_for(3, static_cast<std::size_t>(members))}) {
        SCOPED_TRACE(fmt::format("{} frames, {} members, {} slots", frames, members, slots));
        const FilmBytes film = film_on(*cpu_group(members, 3), slots, frames);
        EXPECT_EQ(film.order, numbers_to(frames));
        EXPECT_TRUE(film.bytes == expected.bytes);
      }
    }
  }
}

TEST(BackendGroupStill, HasTheBytesOfOneBackend) {
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
    const auto expected = still_on(*cpu_backend(3), frame).first;
    for (const int members : {2, 3}) {
      SCOPED_TRACE(fmt::format("{} rows, {} members", height, members));
      const auto [bytes, bands] = still_on(*cpu_group(members, 3), frame);
      EXPECT_TRUE(bytes == expected);
      EXPECT_EQ(bands, std::min(members, height)) << "one backend alone would take such a picture at once";
    }
  }
}

/// A backend of which it is known how many bands are in flight.
class CountingBackend : public Backend {
 public:
  CountingBackend(std::unique_ptr<Backend> backend, int& in_flight)
      : backend_(std::move(backend)), in_flight_(in_flight) {}
  std::string device() const override { return backend_->device(); }
  int rows_per_band(const Frame& frame) const override { return backend_->rows_per_band(frame); }
  void submit(std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows) override {
    if (fails_to_submit) throw Failure("the device is gone");
    backend_->submit(slot, std::move(frame), rows);
    ++in_flight_;
  }
  Band wait(std::size_t slot) override {
    --in_flight_;
    Band band = backend_->wait(slot);
    if (fails_to_wait) throw Failure("the device is lost");
    if (on_wait) on_wait();
    return band;
  }

  bool fails_to_submit = false;
  bool fails_to_wait = false;
  std::function<void()> on_wait;

 private:
  std::unique_ptr<Backend> backend_;
  int& in_flight_;
};

/// A group of members whose bands in flight are counted.
class CountedGroup : public testing::Test {
 protected:
  void make(int members) {
    in_flight_.assign(static_cast<std::size_t>(members), 0);
    std::vector<int> devices(in_flight_.size());
    std::iota(devices.begin(), devices.end(), 0);
    group_ = make_backend_for(devices, 3, [&](int device, std::size_t slots) {
      auto member = std::make_unique<CountingBackend>(cpu_backend(slots), in_flight_[static_cast<std::size_t>(device)]);
      members_.push_back(member.get());
      return member;
    });
  }

  std::size_t slots() const { return slots_for(3, group_->device_count()); }

  std::vector<int> in_flight_;
  std::vector<CountingBackend*> members_;
  std::unique_ptr<Backend> group_;
};

// The frames that follow are still to come when the first one is waited for; of all members, each has its share of
// them.
TEST_F(CountedGroup, EveryMemberHasWorkWhileAFilmIsMade) {
  make(3);
  bool first = true;
  members_.front()->on_wait = [&] {
    if (!std::exchange(first, false)) return;
    EXPECT_EQ(in_flight_, (std::vector<int>{2, 3, 3}));
  };
  film_on(*group_, slots(), 20);
  EXPECT_FALSE(first);
  EXPECT_EQ(in_flight_, (std::vector<int>{0, 0, 0}));
}

TEST_F(CountedGroup, EveryMemberHasWorkWhileAStillIsMade) {
  make(3);
  bool first = true;
  members_.front()->on_wait = [&] {
    if (!std::exchange(first, false)) return;
    EXPECT_EQ(in_flight_, (std::vector<int>{0, 1, 1}));
  };
  render_still(*group_, slots(), frame_of({31, 60}, PixelFormat::kIndexed8), {[](const Band&) {}, {}});
  EXPECT_FALSE(first);
}

TEST_F(CountedGroup, ErrorOfOneMemberEndsTheFilmWhenTheOthersAreIdle) {
  for (const bool in_submit : {true, false}) {
    members_.clear();
    make(3);
    (in_submit ? members_[1]->fails_to_submit : members_[1]->fails_to_wait) = true;
    EXPECT_THROW(film_on(*group_, slots(), 20), Failure);
    EXPECT_EQ(in_flight_, (std::vector<int>{0, 0, 0})) << (in_submit ? "submit" : "wait");
  }
}

TEST_F(CountedGroup, ErrorOfOneMemberEndsTheStill) {
  for (const bool in_submit : {true, false}) {
    members_.clear();
    make(2);
    (in_submit ? members_[1]->fails_to_submit : members_[1]->fails_to_wait) = true;
    const auto frame = frame_of({31, 60}, PixelFormat::kIndexed8);
    EXPECT_THROW(render_still(*group_, slots(), frame, {[](const Band&) {}, {}}), Failure);
  }
}

TEST_F(CountedGroup, EveryMemberHasWorkWhileExponentsAreCompared) {
  make(3);
  const auto source = compute_exponents(*group_, frame_of({31, 60}, PixelFormat::kExponents));
  EXPECT_EQ(source->most_open(), 6U) << "two for each member";
  for (int request = 0; request < 6; ++request) source->request(2);
  EXPECT_EQ(in_flight_, (std::vector<int>{2, 2, 2}));
  const ExponentBand band = source->next();
  EXPECT_EQ(band.values.size(), 31 * 2 * sizeof(float));
}

TEST(BackendGroupComparison, WithOneBackendFindsNothing) {
  // A band of a CPU backend has at most 131072 pixels: the picture is eight bands or more, and some are open at the
  // end.
  const auto frame = frame_of({1000, 1003}, PixelFormat::kExponents);
  for (const auto& [left, right] : {std::pair(3, 2), std::pair(1, 2), std::pair(2, 1)}) {
    const auto left_backend = left > 1 ? cpu_group(left, kExponentSlots) : cpu_backend(kExponentSlots);
    const auto right_backend = right > 1 ? cpu_group(right, kExponentSlots) : cpu_backend(kExponentSlots);
    int rows = 0;
    const auto count = [&](const ExponentBand&, const ExponentBand&, int of_band) { rows += of_band; };
    const Comparison comparison =
        compare_exponents(*compute_exponents(*left_backend, frame), *compute_exponents(*right_backend, frame),
                          *sum_on_host(two_colors()), 0, {count, {}});
    EXPECT_TRUE(comparison.identical()) << left << " and " << right << " members";
    EXPECT_EQ(comparison.differences.pixels, 1000U * 1003U);
    EXPECT_EQ(rows, 1003);
  }
}

}  // namespace
}  // namespace lyap
