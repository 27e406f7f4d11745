#include "host/render/render_film.h"

#include "host/base/error.h"
#include "host/base/stopwatch.h"
#include "host/compute/in_flight.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>
#include <utility>

namespace lyap {
namespace {

/// A frame in its slot, on its way from the backend to the sink.
struct ComputedFrame {
  std::int64_t number;
  std::size_t slot;
  std::span<const std::byte> pixels;
};

/// What the rendering thread and the writers share: which slots are free, which frames wait to be written, and whether
/// somebody gave up. All members are safe to call from any thread.
class SlotRing {
 public:
  SlotRing(std::size_t slots, int writers, const FilmWork& work) : free_(slots), writers_(writers), work_(work) {
    std::iota(free_.begin(), free_.end(), std::size_t{0});
  }

  std::optional<std::size_t> try_take_slot() {
    const std::lock_guard lock(mutex_);
    if (free_.empty() || given_up_) return std::nullopt;
    return take_first_slot();
  }

  /// Waits until a slot is free; nothing if the work was given up.
  std::optional<std::size_t> take_slot() {
    std::unique_lock lock(mutex_);
    const Stopwatch waiting;
    changed_.wait(lock, [&] { return !free_.empty() || given_up_; });
    timings_.blocked += waiting.seconds();
    if (given_up_) return std::nullopt;
    return take_first_slot();
  }

  void hand_over(std::int64_t number, const FinishedBand& finished) {
    const Band& band = finished.band;
    const std::lock_guard lock(mutex_);
    computed_.push_back({number, finished.slot, band.pixels});
    timings_.computing += band.computing;
    timings_.copying += band.copying;
    timings_.steps_done += static_cast<double>(band.steps);
    timings_.steps_asked += finished.frame->total_steps();
    timings_.code_path = band.code_path;
    changed_.notify_all();
  }

  /// Waits for the next frame to write; nothing if there is none any more.
  std::optional<ComputedFrame> take_computed() {
    std::unique_lock lock(mutex_);
    const Stopwatch waiting;
    changed_.wait(lock, [&] { return !computed_.empty() || complete_ || given_up_; });
    timings_.starved += waiting.seconds() / writers_;
    if (computed_.empty() || given_up_) return std::nullopt;
    const ComputedFrame frame = computed_.front();
    computed_.pop_front();
    return frame;
  }

  void put_back(const ComputedFrame& frame, double seconds) {
    // Telling of it may block: then other writers wait, but neither the rendering thread nor a stop request does.
    const std::lock_guard telling(progress_mutex_);
    FilmProgress progress{};
    {
      const std::lock_guard lock(mutex_);
      free_.push_back(frame.slot);
      timings_.storing += seconds / writers_;
      timings_.total = since_start_.seconds();
      progress = {++stored_, timings_};
      changed_.notify_all();
    }
    if (work_.progress) work_.progress(progress);
  }

  void complete() {
    const std::lock_guard lock(mutex_);
    complete_ = true;
    changed_.notify_all();
  }

  /// The first error is the one that is reported.
  void give_up(std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::move(error);
    given_up_ = true;
    changed_.notify_all();
  }

  /// When all threads are done. Throws what made the work be given up.
  FilmTimings result() {
    const std::lock_guard lock(mutex_);
    if (error_) std::rethrow_exception(error_);
    timings_.total = since_start_.seconds();
    return timings_;
  }

 private:
  std::size_t take_first_slot() {
    const std::size_t slot = free_.front();
    free_.pop_front();
    return slot;
  }

  std::mutex progress_mutex_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::size_t> free_;
  std::deque<ComputedFrame> computed_;
  bool complete_ = false;
  bool given_up_ = false;
  std::exception_ptr error_;
  int writers_;
  const FilmWork& work_;
  std::int64_t stored_ = 0;
  Stopwatch since_start_;
  FilmTimings timings_;
};

/// What each writer does.
void write_frames(SlotRing& ring, FrameSink& sink) {
  try {
    while (const auto frame = ring.take_computed()) {
      const Stopwatch storing;
      sink.write(frame->number, frame->pixels);
      ring.put_back(*frame, storing.seconds());
    }
  } catch (...) {
    ring.give_up(std::current_exception());
  }
}

/// What the rendering thread does: keeps as many frames in flight as there are free slots, and hands them over in
/// order.
void compute_frames(Backend& backend, SlotRing& ring, const FilmWork& work, const std::stop_token& stop) {
  InFlight in_flight(backend, stop);
  auto next = work.frames.begin();
  auto oldest = next;
  while (next != work.frames.end() || !in_flight.empty()) {
    while (next != work.frames.end()) {
      const auto slot = in_flight.empty() ? ring.take_slot() : ring.try_take_slot();
      if (!slot) break;
      auto frame = work.make_frame(*next);
      const Rows all_rows{0, frame->size().height};
      in_flight.submit(*slot, std::move(frame), all_rows);
      ++next;
    }
    if (in_flight.empty()) return;  // the work was given up
    const FinishedBand finished = in_flight.wait_for_oldest();
    ring.hand_over(*oldest++, finished);
  }
}

}  // namespace

FilmTimings render_film(Backend& backend, std::size_t slots, FrameSink& sink, const FilmWork& work,
                        const std::stop_token& stop) {
  SlotRing ring(slots, sink.writers(), work);
  {
    std::vector<std::jthread> writers;
    writers.reserve(static_cast<std::size_t>(sink.writers()));
    const std::stop_callback wake(stop, [&] { ring.give_up(std::make_exception_ptr(Interrupted())); });
    try {
      // Inside, for a thread that cannot be started must not leave the others waiting.
      for (int i = 0; i < sink.writers(); ++i) writers.emplace_back([&] { write_frames(ring, sink); });
      compute_frames(backend, ring, work, stop);
      ring.complete();
    } catch (...) {
      ring.give_up(std::current_exception());
    }
  }
  return ring.result();
}

}  // namespace lyap
