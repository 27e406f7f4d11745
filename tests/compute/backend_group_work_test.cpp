#include "host/backends/backend_registry.h"
#include "host/base/error.h"
#include "host/compare/comparison.h"
#include "host/compare/exponent_source.h"
#include "host/compute/backend_group.h"
#include "host/render/still.h"
#include "tests/support/group_pictures.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <numeric>
#include <stop_token>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

std::unique_ptr<Backend> cpu_backend(std::size_t slots) {
  return find_backend("cpu").create({.slots = slots, .threads = 1});
}

/// A backend of which it is known how many bands are in flight.
class CountingBackend : public Backend {
 public:
  CountingBackend(std::unique_ptr<Backend> backend, int& in_flight)
      : backend_(std::move(backend)), in_flight_(in_flight) {}
  std::string device() const override { return backend_->device(); }
  int rows_per_band(const Frame& frame) const override { return backend_->rows_per_band(frame); }
  void submit(std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows, std::stop_token stop) override {
    if (fails_to_submit) throw Failure("the device is gone");
    backend_->submit(slot, std::move(frame), rows, std::move(stop));
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

TEST_F(CountedGroup, RendersTheNextPictureAfterAStoppedOne) {
  make(3);
  const auto frame = frame_of({31, 60}, PixelFormat::kRgb24);
  const auto picture_on = [&](Backend& backend, std::size_t slots, const std::function<void()>& on_band,
                              const std::stop_token& stop) {
    std::vector<std::byte> bytes;
    const auto store = [&](const Band& band) {
      bytes.insert(bytes.end(), band.pixels.begin(), band.pixels.end());
      on_band();
    };
    render_still(backend, slots, frame, {store, {}}, stop);
    return bytes;
  };
  std::stop_source source;
  EXPECT_THROW(picture_on(
                   *group_, slots(), [&] { source.request_stop(); }, source.get_token()),
               Interrupted);
  EXPECT_EQ(in_flight_, (std::vector<int>{0, 0, 0}));
  const auto ignore = [] {};
  EXPECT_EQ(picture_on(*group_, slots(), ignore, {}), picture_on(*cpu_backend(3), 3, ignore, {}));
}

TEST_F(CountedGroup, RendersTheNextFilmAfterAStoppedOne) {
  make(3);
  std::stop_source source;
  FilmBytesSink sink;
  FilmWork work{numbers_to(20), film_frame, [&](const FilmProgress& progress) {
                  if (progress.frames_stored == 5) source.request_stop();
                }};
  EXPECT_THROW(render_film(*group_, slots(), sink, work, source.get_token()), Interrupted);
  EXPECT_EQ(in_flight_, (std::vector<int>{0, 0, 0}));
  EXPECT_EQ(film_on(*group_, slots(), 20).bytes, film_on(*cpu_backend(3), 3, 20).bytes);
}

TEST_F(CountedGroup, EveryMemberHasWorkWhileExponentsAreCompared) {
  make(3);
  const auto frame = frame_of({31, 60}, PixelFormat::kExponents);
  const auto right_backend = make_backend_for({0, 1, 2}, 2, [](int, std::size_t slots) { return cpu_backend(slots); });
  bool first = true;
  members_.front()->on_wait = [&] {
    if (!std::exchange(first, false)) return;
    EXPECT_EQ(in_flight_, (std::vector<int>{0, 1, 1}));
  };
  compare_exponents(*compute_exponents(*group_, frame), *compute_exponents(*right_backend, frame),
                    *sum_on_host(two_colors()), 0, {});
  EXPECT_FALSE(first);
}

TEST_F(CountedGroup, ExponentsWorkAheadByABandOfEachMember) {
  make(3);
  const auto source = compute_exponents(*group_, frame_of({31, 60}, PixelFormat::kExponents));
  EXPECT_EQ(source->max_open_requests(), 6U) << "two for each member";
  for (int request = 0; request < 6; ++request) source->request(2);
  EXPECT_EQ(in_flight_, (std::vector<int>{2, 2, 2}));
  const ExponentBand band = source->next();
  EXPECT_EQ(band.values.size(), std::size_t{2} * 31 * sizeof(float));
}

}  // namespace
}  // namespace lyap
