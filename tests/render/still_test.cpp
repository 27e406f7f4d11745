#include "host/render/still.h"

#include "host/backends/backend_registry.h"
#include "host/base/error.h"
#include "tests/support/reference_pixels.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::ElementsAre;

/// A backend whose pixels are the number of their row, and which remembers what it was asked. It checks the rules: a
/// slot is submitted when it is free and waited for when it is not.
class RowNumbers : public Backend {
 public:
  RowNumbers(std::size_t slots, int rows_per_band) : rows_per_band_(rows_per_band), slots_(slots) {}

  std::string device() const override { return "no device"; }
  int rows_per_band(const Frame&) const override { return rows_per_band_; }

  void submit(std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows, std::stop_token stop) override {
    stops.push_back(std::move(stop));
    Slot& busy = slots_.at(slot);
    EXPECT_FALSE(busy.in_flight) << "slot " << slot;
    if (rows.first >= fail_at_row_) throw Failure("the device is gone");
    busy = {true, {}};
    for (int row = rows.first; row < rows.first + rows.count; ++row) {
      busy.pixels.insert(busy.pixels.end(), frame->bytes_per_row(), static_cast<std::byte>(row));
    }
    most_in_flight = std::max(most_in_flight, ++in_flight_);
  }

  Band wait(std::size_t slot) override {
    Slot& busy = slots_.at(slot);
    EXPECT_TRUE(busy.in_flight) << "slot " << slot;
    busy.in_flight = false;
    --in_flight_;
    if (std::ranges::find(busy.pixels, static_cast<std::byte>(fail_wait_at_row_)) != busy.pixels.end()) {
      throw Failure("the device is gone");
    }
    Band band{busy.pixels, "row numbers"};
    band.steps = kStepsPerBand;
    return band;
  }

  /// Bands that were submitted and not waited for since.
  int in_flight() const { return in_flight_; }

  void fail_submits_from_row(int row) { fail_at_row_ = row; }
  void fail_wait_for_row(int row) { fail_wait_at_row_ = row; }

  static constexpr std::int64_t kStepsPerBand = 7;
  int most_in_flight = 0;
  /// Of all that was submitted.
  std::vector<std::stop_token> stops;

 private:
  struct Slot {
    bool in_flight = false;
    std::vector<std::byte> pixels;
  };

  int rows_per_band_;
  int fail_at_row_ = 1000;
  int fail_wait_at_row_ = 255;
  int in_flight_ = 0;
  std::vector<Slot> slots_;
};

std::shared_ptr<const Frame> small_frame(Size size, PixelFormat format = PixelFormat::kIndexed8) {
  RenderSpec spec = spec_of("AB");
  spec.size = size;
  spec.iterations = 20;
  return shared_frame_in(format, spec);
}

/// The rows that are stored, by the first byte of each.
struct StoredRows {
  explicit StoredRows(const Frame& frame) : bytes_per_row(frame.bytes_per_row()) {}

  void operator()(const Band& band) {
    const std::span<const std::byte> pixels = band.pixels;
    EXPECT_EQ(pixels.size() % bytes_per_row, 0U);
    ++bands;
    for (std::size_t at = 0; at < pixels.size(); at += bytes_per_row) rows.push_back(static_cast<int>(pixels[at]));
  }

  std::size_t bytes_per_row;
  int bands = 0;
  std::vector<int> rows;
};

std::vector<int> numbers_below(int end) {
  std::vector<int> numbers(static_cast<std::size_t>(end));
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

TEST(Still, StoresEveryRowOnceFromTopToBottom) {
  for (const std::size_t slots : {1U, 2U, 3U, 4U}) {
    for (const int height : {1, 2, 7, 8, 9, 41, 97}) {
      for (const int rows_per_band : {1, 2, 3, 8, 97}) {
        SCOPED_TRACE(fmt::format("{} slots, {} rows in bands of {}", slots, height, rows_per_band));
        const auto frame = small_frame({3, height});
        RowNumbers backend(slots, rows_per_band);
        StoredRows stored(*frame);
        render_still(backend, slots, frame, {std::ref(stored), {}});
        EXPECT_EQ(stored.rows, numbers_below(height));
        EXPECT_EQ(stored.bands, (height + rows_per_band - 1) / rows_per_band);
      }
    }
  }
}

TEST(Still, KeepsAllSlotsBusy) {
  for (const int slots : {1, 2, 3, 4}) {
    RowNumbers backend(static_cast<std::size_t>(slots), 2);
    const auto ignore = [](const Band&) {};
    render_still(backend, static_cast<std::size_t>(slots), small_frame({3, 41}), {ignore, {}});
    EXPECT_EQ(backend.most_in_flight, slots);
  }
}

TEST(Still, TellsTheShareThatIsStoredAfterEachBand) {
  RowNumbers backend(2, 2);
  std::vector<double> shares;
  const auto ignore = [](const Band&) {};
  const StillTimings timings =
      render_still(backend, 2, small_frame({3, 8}), {ignore, [&](double share) { shares.push_back(share); }});
  EXPECT_THAT(shares, ElementsAre(0.25, 0.5, 0.75, 1.0));
  EXPECT_EQ(timings.code_path, "row numbers");
}

TEST(Still, CountsTheStepsThatWereDoneAndThoseOfWholeOrbits) {
  RowNumbers backend(2, 2);
  const auto ignore = [](const Band&) {};
  const StillTimings timings = render_still(backend, 2, small_frame({3, 8}), {ignore, {}});
  EXPECT_EQ(timings.steps_done, 4 * RowNumbers::kStepsPerBand) << "in four bands";
  EXPECT_EQ(timings.steps_asked, 3 * 8 * 19) << "20 points of an orbit are 19 steps";
}

TEST(Still, StopsBetweenBandsAndStoresNothingMore) {
  for (const int last_row : {0, 1, 5}) {
    const auto frame = small_frame({3, 9});
    RowNumbers backend(3, 1);
    std::stop_source source;
    StoredRows stored(*frame);
    const auto store = [&](const Band& band) {
      stored(band);
      if (stored.rows.back() == last_row) source.request_stop();
    };
    EXPECT_THROW(render_still(backend, 3, frame, {store, {}}, source.get_token()), Interrupted);
    EXPECT_EQ(stored.rows, numbers_below(last_row + 1));
    EXPECT_EQ(backend.in_flight(), 0);
  }
}

// Where the file cannot be written, nobody wants the rest of the picture; and a stop of one picture is none of the
// next.
TEST(Still, GivesUpTheBandsThatNobodyWantsAndNoOthers) {
  const auto stopped = [](const RowNumbers& backend) {
    return std::ranges::count_if(backend.stops, [](const std::stop_token& stop) { return stop.stop_requested(); });
  };
  const auto ignore = [](const Band&) {};
  RowNumbers backend(3, 1);
  render_still(backend, 3, small_frame({3, 9}), {ignore, {}});
  EXPECT_EQ(stopped(backend), 0);

  backend.stops.clear();
  const auto fail = [](const Band&) { throw Failure("disk full"); };
  EXPECT_THROW(render_still(backend, 3, small_frame({3, 9}), {fail, {}}), Failure);
  EXPECT_EQ(backend.stops.size(), 3U);
  EXPECT_EQ(stopped(backend), 3);

  backend.stops.clear();
  std::stop_source source;
  const auto stop = [&](const Band&) { source.request_stop(); };
  EXPECT_THROW(render_still(backend, 3, small_frame({3, 9}), {stop, {}}, source.get_token()), Interrupted);
  EXPECT_EQ(stopped(backend), static_cast<std::ptrdiff_t>(backend.stops.size()));

  backend.stops.clear();
  const auto frame = small_frame({3, 9});
  StoredRows stored(*frame);
  render_still(backend, 3, frame, {std::ref(stored), {}});
  EXPECT_EQ(stored.rows, numbers_below(9));
  EXPECT_EQ(stopped(backend), 0);
}

TEST(Still, StoresNothingAfterAStopThatCameBefore) {
  RowNumbers backend(2, 1);
  std::stop_source source;
  source.request_stop();
  const auto never = [](const Band&) { FAIL() << "nothing is complete"; };
  EXPECT_THROW(render_still(backend, 2, small_frame({3, 5}), {never, {}}, source.get_token()), Interrupted);
}

TEST(Still, ExceptionOfStoreComesOut) {
  RowNumbers backend(3, 1);
  int stored = 0;
  const auto store = [&](const Band&) {
    if (++stored == 4) throw std::runtime_error("disk full");
  };
  EXPECT_THROW(render_still(backend, 3, small_frame({3, 9}), {store, {}}), std::runtime_error);
  EXPECT_EQ(stored, 4);
}

// Bands that are still computed would read a frame that is gone, and write into slots that are given to the next one.
TEST(Still, LeavesNothingInFlightHoweverItEnds) {
  const auto fail = [] { throw Failure("disk full"); };
  const auto ignore = [](const Band&) {};
  RowNumbers in_store(3, 1);
  EXPECT_THROW(render_still(in_store, 3, small_frame({3, 9}), {[&](const Band&) { fail(); }, {}}), Failure);
  EXPECT_EQ(in_store.in_flight(), 0);

  RowNumbers in_progress(3, 1);
  EXPECT_THROW(render_still(in_progress, 3, small_frame({3, 9}), {ignore, [&](double) { fail(); }}), Failure);
  EXPECT_EQ(in_progress.in_flight(), 0);

  RowNumbers in_submit(3, 2);
  in_submit.fail_submits_from_row(10);
  EXPECT_THROW(render_still(in_submit, 3, small_frame({3, 20}), {ignore, {}}), Failure);
  EXPECT_EQ(in_submit.in_flight(), 0);

  RowNumbers in_wait(3, 2);
  in_wait.fail_wait_for_row(10);
  EXPECT_THROW(render_still(in_wait, 3, small_frame({3, 20}), {ignore, {}}), Failure);
  EXPECT_EQ(in_wait.in_flight(), 0);
}

TEST(Still, ExceptionOfTheBackendComesOutAfterTheBandsBeforeIt) {
  const auto frame = small_frame({3, 20});
  RowNumbers failing_submit(3, 2);
  failing_submit.fail_submits_from_row(10);
  StoredRows before_submit(*frame);
  EXPECT_THROW(render_still(failing_submit, 3, frame, {std::ref(before_submit), {}}), Failure);
  EXPECT_EQ(before_submit.rows, numbers_below(6)) << "the band that failed was three ahead";

  RowNumbers failing_wait(3, 2);
  failing_wait.fail_wait_for_row(10);
  StoredRows before_wait(*frame);
  EXPECT_THROW(render_still(failing_wait, 3, frame, {std::ref(before_wait), {}}), Failure);
  EXPECT_EQ(before_wait.rows, numbers_below(10));
}

// With a real backend, whose threads are at work on other bands at that moment: ends, and leaks nothing.
class StillOnCpu : public testing::Test {
 protected:
  // Bands are at least 2 rows per thread, and 131072 pixels: this frame has six or more.
  const std::shared_ptr<const Frame> frame_ = small_frame({20'000, 37}, PixelFormat::kExponents);
  std::stop_source source_;
  const std::unique_ptr<Backend> backend_ = find_backend("cpu").create({.slots = 3, .threads = 2});

  /// Renders the frame on `backend_`, whose picture must be that of a backend of its own.
  void expect_whole_picture() {
    std::vector<std::uint8_t> pixels;
    int bands = 0;
    const auto store = [&](const Band& band) {
      const auto* bytes = reinterpret_cast<const std::uint8_t*>(band.pixels.data());
      pixels.insert(pixels.end(), bytes, bytes + band.pixels.size());
      ++bands;
    };
    render_still(*backend_, 3, frame_, {store, {}});
    EXPECT_GE(bands, 5);
    const std::unique_ptr<Backend> other = find_backend("cpu").create({});
    other->submit(0, frame_, {0, frame_->size().height});
    const std::span<const std::byte> whole = other->wait(0).pixels;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(whole.data());
    EXPECT_TRUE(same_pixels(*frame_, {bytes, whole.size()}, pixels));
  }
};

TEST_F(StillOnCpu, BandsMakeTheWholePicture) {
  expect_whole_picture();
}

TEST_F(StillOnCpu, StopRequestInterrupts) {
  int bands = 0;
  const auto store = [&](const Band&) {
    ++bands;
    source_.request_stop();
  };
  EXPECT_THROW(render_still(*backend_, 3, frame_, {store, {}}, source_.get_token()), Interrupted);
  EXPECT_EQ(bands, 1);
  expect_whole_picture();
}

TEST_F(StillOnCpu, ExceptionOfStoreComesOut) {
  const auto store = [](const Band&) { throw Failure("disk full"); };
  EXPECT_THROW(render_still(*backend_, 3, frame_, {store, {}}), Failure);
  expect_whole_picture();
}

}  // namespace
}  // namespace lyap
