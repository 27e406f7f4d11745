#include "host/render/render_film.h"

#include "host/base/error.h"
#include "tests/support/backend_under_test.h"
#include "tests/support/reference_pixels.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

std::shared_ptr<const Frame> small_frame(std::int64_t number) {
  RenderSpec spec = spec_of("ABC");
  spec.size = {31, 17};
  spec.iterations = 30;
  spec.constants['C'] = 2 + 0.01 * static_cast<double>(number);
  return std::make_shared<const Frame>(spec);
}

std::vector<std::int64_t> numbers_to(std::int64_t count) {
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(count));
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

/// Keeps what it gets, and can act on it.
class CollectingSink : public FrameSink {
 public:
  explicit CollectingSink(int writers = 1) : writers_(writers) {}
  int writers() const override { return writers_; }
  void write(std::int64_t frame, std::span<const std::byte> pixels) override {
    if (on_write) on_write(frame);
    const std::lock_guard lock(mutex_);
    order.push_back(frame);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(pixels.data());
    pictures[frame].assign(bytes, bytes + pixels.size());
  }
  void finish() override { ADD_FAILURE() << "render_film does not finish its sink"; }
  std::string keep_part() override { return ""; }

  std::function<void(std::int64_t)> on_write;
  std::vector<std::int64_t> order;
  std::map<std::int64_t, std::vector<std::uint8_t>> pictures;

 private:
  int writers_;
  std::mutex mutex_;
};

class RenderFilm : public BackendTest, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override { require(GetParam()); }

  std::unique_ptr<Backend> create(std::size_t slots) const { return backend_.create({.slots = slots, .threads = 2}); }

  /// Renders a film whose frames must be those of stills.
  static void expect_whole_film(Backend& backend, std::size_t slots) {
    CollectingSink sink;
    render_film(backend, slots, sink, {numbers_to(6), small_frame, {}});
    EXPECT_EQ(sink.order, numbers_to(6));
    for (const auto& [number, picture] : sink.pictures) {
      const auto frame = small_frame(number);
      EXPECT_TRUE(same_pixels(*frame, reference_pixels(*frame), picture)) << "frame " << number;
    }
  }
};

TEST_P(RenderFilm, FramesArriveInOrderWithThePixelsOfStills) {
  for (const std::size_t slots : {1U, 2U, 3U, 7U}) {
    CollectingSink sink;
    const FilmTimings timings = render_film(*create(slots), slots, sink, {numbers_to(20), small_frame, {}});
    EXPECT_EQ(sink.order, numbers_to(20));
    for (std::int64_t k = 0; k < 20; ++k) {
      const auto frame = small_frame(k);
      EXPECT_TRUE(same_pixels(*frame, reference_pixels(*frame), sink.pictures[k])) << "frame " << k;
    }
    EXPECT_EQ(timings.code_path, code_path_of(backend_.name));
    EXPECT_GE(timings.total, timings.storing);
  }
}

TEST_P(RenderFilm, CountsTheStepsThatWereDoneAndThoseOfWholeOrbits) {
  const auto steps_of = [&](bool brute_force) {
    const auto make = [&](std::int64_t) {
      RenderSpec spec = spec_of("AB");
      spec.size = {16, 12};
      // Every orbit comes to a cycle.
      spec.horizontal.range = spec.vertical.range = {2.6, 2.9};
      spec.iterations = 2001;
      spec.brute_force = brute_force;
      return shared_frame_in(PixelFormat::kRgb24, spec);
    };
    CollectingSink sink;
    return render_film(*create(3), 3, sink, {numbers_to(5), make, {}});
  };
  const FilmTimings all = steps_of(true);
  EXPECT_EQ(all.steps_asked, 5 * 16 * 12 * 2000);
  EXPECT_EQ(all.steps_done, all.steps_asked);
  const FilmTimings fewer = steps_of(false);
  EXPECT_EQ(fewer.steps_asked, all.steps_asked);
  EXPECT_GT(fewer.steps_done, 0);
  EXPECT_LT(fewer.steps_done, fewer.steps_asked);
}

TEST_P(RenderFilm, OnlyTheFramesThatWereAskedForAreMade) {
  CollectingSink sink;
  std::vector<std::int64_t> made;
  const auto make = [&](std::int64_t number) {
    made.push_back(number);
    return small_frame(number);
  };
  render_film(*create(3), 3, sink, {{4, 7, 100}, make, {}});
  EXPECT_EQ(made, (std::vector<std::int64_t>{4, 7, 100}));
  EXPECT_EQ(sink.order, made);
  CollectingSink untouched;
  render_film(*create(3), 3, untouched, {{}, make, {}});
  EXPECT_TRUE(untouched.order.empty());
}

TEST_P(RenderFilm, SeveralWritersGetEveryFrameOnce) {
  CollectingSink sink(4);
  render_film(*create(6), 6, sink, {numbers_to(40), small_frame, {}});
  EXPECT_EQ(sink.pictures.size(), 40U);
  EXPECT_EQ(sink.order.size(), 40U);
  for (const auto& [number, picture] : sink.pictures) {
    const auto frame = small_frame(number);
    EXPECT_TRUE(same_pixels(*frame, reference_pixels(*frame), picture)) << "frame " << number;
  }
}

// Four writers that all wait until four frames are being written: with fewer at a time the test would not end.
TEST_P(RenderFilm, WritersWorkAtTheSameTime) {
  CollectingSink sink(4);
  std::mutex mutex;
  std::condition_variable changed;
  int writing = 0;
  sink.on_write = [&](std::int64_t) {
    std::unique_lock lock(mutex);
    ++writing;
    changed.notify_all();
    changed.wait(lock, [&] { return writing >= 4; });
  };
  render_film(*create(5), 5, sink, {numbers_to(8), small_frame, {}});
  EXPECT_EQ(sink.order.size(), 8U);
}

// The first write waits until the frames behind it are made: without working ahead the test would not end. And as long
// as it waits, no more frames are made than there are slots.
TEST_P(RenderFilm, RendersAheadAsFarAsThereAreSlots) {
  constexpr std::size_t kSlots = 3;
  CollectingSink sink;
  std::mutex mutex;
  std::condition_variable changed;
  std::int64_t made = 0;
  std::int64_t stored = 0;
  const auto make = [&](std::int64_t number) {
    const std::lock_guard lock(mutex);
    ++made;
    EXPECT_LE(made - stored, static_cast<std::int64_t>(kSlots));
    changed.notify_all();
    return small_frame(number);
  };
  sink.on_write = [&](std::int64_t frame) {
    std::unique_lock lock(mutex);
    if (frame == 0) changed.wait(lock, [&] { return made == kSlots; });
    ++stored;
  };
  render_film(*create(kSlots), kSlots, sink, {numbers_to(10), make, {}});
  EXPECT_EQ(sink.order, numbers_to(10));
}

TEST_P(RenderFilm, ProgressCountsEveryFrame) {
  CollectingSink sink(2);
  std::vector<std::int64_t> counts;
  FilmWork work{numbers_to(9), small_frame, {}};
  work.progress = [&](const FilmProgress& progress) { counts.push_back(progress.frames_stored); };
  render_film(*create(3), 3, sink, work);
  std::vector<std::int64_t> expected = numbers_to(10);
  expected.erase(expected.begin());
  EXPECT_EQ(counts, expected);
}

TEST_P(RenderFilm, ErrorOfTheSinkEndsTheFilmAndLeavesTheBackendUsable) {
  const auto backend = create(3);
  CollectingSink sink;
  sink.on_write = [](std::int64_t frame) {
    if (frame == 5) throw Failure("disk full");
  };
  try {
    render_film(*backend, 3, sink, {numbers_to(1000), small_frame, {}});
    FAIL() << "no error arrived";
  } catch (const Failure& error) {
    EXPECT_STREQ(error.what(), "disk full");
  }
  EXPECT_EQ(sink.order, numbers_to(5));
  expect_whole_film(*backend, 3);
}

TEST_P(RenderFilm, ErrorInMakingAFrameArrives) {
  CollectingSink sink;
  const auto make = [](std::int64_t number) {
    if (number == 6) throw InvalidInput("bad frame");
    return small_frame(number);
  };
  EXPECT_THROW(render_film(*create(3), 3, sink, {numbers_to(1000), make, {}}), InvalidInput);
  EXPECT_LE(sink.order.size(), 6U);
}

TEST_P(RenderFilm, StopRequestLeavesAFirstPartAndTheBackendUsable) {
  const auto backend = create(3);
  std::stop_source stop;
  CollectingSink sink;
  sink.on_write = [&](std::int64_t frame) {
    if (frame == 7) stop.request_stop();
  };
  EXPECT_THROW(render_film(*backend, 3, sink, {numbers_to(1000), small_frame, {}}, stop.get_token()), Interrupted);
  EXPECT_EQ(sink.order, numbers_to(8));
  expect_whole_film(*backend, 3);
}

std::string name_of_film_test(const testing::TestParamInfo<const char*>& info) {
  return test_name_of(info.param);
}

INSTANTIATE_TEST_SUITE_P(Cpu, RenderFilm, testing::Values("cpu-avx512", "cpu-avx2", "cpu-neon", "cpu-scalar"),
                         name_of_film_test);
INSTANTIATE_TEST_SUITE_P(Cuda, RenderFilm, testing::Values("cuda"), name_of_film_test);

}  // namespace
}  // namespace lyap
