#include "host/backends/cpu/cpu_backend.h"

#include "host/backends/cpu/chroma_source.h"
#include "host/backends/cpu/cpu_segment.h"
#include "host/backends/cpu/cpu_targets.h"
#include "host/base/error.h"
#include "host/base/processor_count.h"
#include "host/base/startable_threads.h"
#include "host/base/tbb_order.h"
#include "kernels/cpu/row_kernels.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <utility>

#include <fmt/format.h>
#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

namespace lyap {
namespace {

using Clock = std::chrono::steady_clock;

/// How many threads may work when `wanted` were asked for (0: as many as there are processors). TBB ends the program
/// where it cannot start as many as it was told. Throws Failure if that many were asked for and cannot be started.
int thread_count(int wanted) {
  // For what else works at that time: writers, who waits for signals, who reads what ffmpeg says.
  constexpr int kOthers = 4;
  const int threads = wanted > 0 ? wanted : processor_count();
  const int startable = std::max(1, startable_threads(threads + kOthers) - kOthers);
  if (startable >= threads) return threads;
  if (wanted == 0) return startable;
  throw Failure(fmt::format("{} threads cannot be started: the system lets this program have {} (see 'ulimit -u')",
                            threads, startable));
}

class CpuBackend : public Backend {
 public:
  CpuBackend(const RowKernels& kernels, const BackendOptions& options)
      : kernels_(kernels), threads_(thread_count(options.threads)), arena_(threads_), slots_(options.slots) {
    // Where memory does not suffice, TBB fails once, and hangs at the next try.
    arena_.initialize();
    const bool is_limited = options.threads == 0 && threads_ < processor_count();
    if (is_limited || threads_ > tbb::this_task_arena::max_concurrency()) {
      allowed_threads_.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads_));
    }
  }

  CpuBackend(const CpuBackend&) = delete;
  CpuBackend& operator=(const CpuBackend&) = delete;
  CpuBackend(CpuBackend&&) = delete;
  CpuBackend& operator=(CpuBackend&&) = delete;

  ~CpuBackend() override {
    abandoned_ = true;
    for (Slot& slot : slots_) {
      try {
        wait_for(slot);
      } catch (...) {  // Nobody is left who could use the pixels or the error.
      }
    }
  }

  std::string device() const override { return fmt::format("{} thread{}", threads_, threads_ == 1 ? "" : "s"); }

  /// A band takes a fraction of a second, so that progress shows, unless the rows of a block take longer.
  int rows_per_band(const Frame& frame) const override {
    if (is_planar(frame.format())) return frame.size().height;
    constexpr double kPixelsPerBand = 1 << 17;
    constexpr double kIterationsPerBand = 5e8;
    const int rows = frame.plane().rows_within(kPixelsPerBand, kIterationsPerBand);
    const int segment_rows = segment_size(kernels_, frame).rows;
    return std::min(std::max(rows / segment_rows, 1) * segment_rows, frame.size().height);
  }

  void submit(std::size_t slot_index, std::shared_ptr<const Frame> frame, Rows rows, std::stop_token stop) override {
    Slot& slot = slots_[slot_index];
    slot.memory.resize(frame->bytes_of_rows(rows.count));
    submit_into(std::as_writable_bytes(std::span(slot.memory)), slot_index, std::move(frame), rows, std::move(stop));
  }

  void submit_into(std::span<std::byte> pixels, std::size_t slot_index, std::shared_ptr<const Frame> frame, Rows rows,
                   std::stop_token stop) override {
    Slot& slot = slots_[slot_index];
    slot.stop = std::move(stop);
    slot.pixels = {reinterpret_cast<std::uint8_t*>(pixels.data()), pixels.size()};
    if (has_subsampled_chroma(frame->format())) {
      slot.source.resize(*frame);
      slot.unfinished =
          std::vector<std::atomic<int>>(static_cast<std::size_t>(frame->size().height / rows_of_block(*frame)));
    }
    slot.frame = std::move(frame);
    slot.rows = rows;
    if (slot.frame->with_periods()) slot.periods.resize(slot.pixel_count());
    slot.code_path = "none";
    slot.steps = 0;
    slot.busy = Clock::duration::zero().count();
    handed_over(&slot);
    arena_.execute([&] { slot.work.run([this, &slot] { compute(slot); }); });
  }

  Band wait(std::size_t slot_index) override {
    Slot& slot = slots_[slot_index];
    wait_for(slot);
    const std::chrono::duration<double> busy = Clock::duration(slot.busy);
    Band band{std::as_bytes(slot.pixels), slot.code_path.load(), busy.count() / threads_, 0};
    if (slot.frame->with_periods()) band.periods = std::span(slot.periods).first(slot.pixel_count());
    band.steps = slot.steps;
    return band;
  }

 private:
  struct Slot {
    tbb::task_group work;
    std::shared_ptr<const Frame> frame;
    Rows rows{};
    std::stop_token stop;
    /// Where the pixels go: `memory`, or that of the caller.
    std::span<std::uint8_t> pixels;
    std::vector<std::uint8_t> memory;
    /// The periods, if the frame is to have them.
    std::vector<std::uint32_t> periods;
    /// Of formats with subsampled chroma: the picture, and for each row of blocks how many parts of rows are still to
    /// come before its samples can be made.
    ChromaSource source;
    std::vector<std::atomic<int>> unfinished;
    std::atomic<const char*> code_path = "none";
    /// What all threads together have spent, in ticks of the clock.
    std::atomic<Clock::rep> busy = 0;
    std::atomic<std::int64_t> steps = 0;

    std::size_t pixel_count() const {
      return static_cast<std::size_t>(frame->size().width) * static_cast<std::size_t>(rows.count);
    }
  };

  /// The calling thread helps while it waits.
  void wait_for(Slot& slot) {
    arena_.execute([&] { slot.work.wait(); });
    taken_over(&slot);
  }

  /// Segments are handed out one by one: the cost of pixels differs, and threads may be interrupted.
  void compute(Slot& slot) {
    taken_over(&slot);
    const SegmentSize size = segment_size(kernels_, *slot.frame);
    const int segments_per_row = (slot.frame->size().width + size.columns - 1) / size.columns;
    for (std::atomic<int>& unfinished : slot.unfinished) unfinished = rows_of_block(*slot.frame) * segments_per_row;
    const std::int64_t segments = std::int64_t{(slot.rows.count + size.rows - 1) / size.rows} * segments_per_row;
    const tbb::blocked_range<std::int64_t> range(0, segments, 1);
    handed_over(&slot);
    tbb::parallel_for(
        range,
        [&](const tbb::blocked_range<std::int64_t>& part) {
          taken_over(&slot);
          const Clock::time_point start = Clock::now();
          for (std::int64_t s = part.begin(); s != part.end() && !slot.stop.stop_requested() && !abandoned_; ++s) {
            const int first_column = static_cast<int>(s % segments_per_row) * size.columns;
            compute_segment(slot, static_cast<int>(s / segments_per_row) * size.rows, first_column, size);
          }
          slot.busy += (Clock::now() - start).count();
          handed_over(&slot);
        },
        tbb::simple_partitioner());
  }

  void compute_segment(Slot& slot, int band_row, int first_column, const SegmentSize& size) {
    const Frame& frame = *slot.frame;
    const auto width = static_cast<std::size_t>(frame.size().width);
    const auto height = static_cast<std::size_t>(frame.size().height);
    const PixelRows rows{slot.rows.first + band_row, std::min(size.rows, slot.rows.count - band_row), first_column,
                         std::min(size.columns, frame.size().width - first_column)};
    const Segment segment{rows, static_cast<std::size_t>(band_row) * width + static_cast<std::size_t>(first_column)};
    const PixelTarget target{slot.pixels.data(),         width * height * bytes_per_pixel(frame.format(), 0),
                             slot.source.indices.data(), frame.with_periods() ? slot.periods.data() : nullptr,
                             slot.source.chroma.data(),  slot.source.lumas.data()};
    const RowsComputed computed = shade_segment(kernels_, frame, segment, target, workspaces_.local());
    slot.code_path = computed.code_path;
    slot.steps += computed.steps;
    if (!has_subsampled_chroma(frame.format())) return;
    for (int row = rows.first_row; row < rows.first_row + rows.count; ++row) {
      const int block_row = row / rows_of_block(frame);
      if (slot.unfinished[static_cast<std::size_t>(block_row)].fetch_sub(1) != 1) continue;
      make_samples(frame, slot.source, block_row, slot.pixels.data());
    }
  }

  const RowKernels& kernels_;
  int threads_;
  std::atomic<bool> abandoned_ = false;
  /// Without it TBB starts as many threads as there are processors, no more and no fewer.
  std::optional<tbb::global_control> allowed_threads_;
  tbb::task_arena arena_;
  tbb::enumerable_thread_specific<Workspace> workspaces_;
  std::vector<Slot> slots_;
};

BackendDescription describe(const CpuTarget& target) {
  BackendDescription backend{std::string(target.backend), std::string(target.description), "",
                             target.kernels != nullptr, nullptr};
  if (target.kernels == nullptr) {
    backend.unavailable = "this program was compiled for another kind of processor";
  } else if (!target.supported) {
    backend.unavailable = "this processor does not have the instructions";
  } else {
    backend.create = [kernels = target.kernels](const BackendOptions& options) {
      return std::make_unique<CpuBackend>(*kernels, options);
    };
  }
  return backend;
}

}  // namespace

std::vector<BackendDescription> describe_cpu_backends() {
  std::vector<BackendDescription> backends;
  for (const CpuTarget& target : list_cpu_targets()) backends.push_back(describe(target));
  return backends;
}

}  // namespace lyap
