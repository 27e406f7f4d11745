#include "host/cpu_backend.h"

#include "host/cpu_targets.h"
#include "kernels/exponent.h"
#include "kernels/row_kernels.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <thread>

#include <fmt/format.h>
#include <tbb/blocked_range.h>
#include <tbb/cache_aligned_allocator.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

namespace lyap {
namespace {

template <class T>
using AlignedVector = std::vector<T, tbb::cache_aligned_allocator<T>>;

/// Pixels of a row that a thread works on at a time, in whole blocks of the row kernels: so many that their exponents
/// and indices stay in the nearest cache, fewer where orbits are so long that a stop would have to wait.
int segment_pixels(const Frame& frame, int block) {
  constexpr std::int64_t kMostPixels = 3840;
  constexpr std::int64_t kMostSteps = 100'000'000;
  const std::int64_t pixels = std::clamp(kMostSteps / frame.steps_per_pixel(), std::int64_t{block}, kMostPixels);
  return static_cast<int>(pixels / block) * block;
}

/// Memory that a thread works in; it grows to what the frame at hand needs.
struct Workspace {
  AlignedVector<float> float_scratch, float_exponents;
  AlignedVector<double> double_scratch, double_exponents;
  AlignedVector<std::uint16_t> indices;

  AlignedVector<float>& scratch(float) { return float_scratch; }
  AlignedVector<double>& scratch(double) { return double_scratch; }
  AlignedVector<float>& exponents(float) { return float_exponents; }
  AlignedVector<double>& exponents(double) { return double_exponents; }
};

/// The members of the row kernels that work in T.
template <class T>
struct KernelsFor;

template <>
struct KernelsFor<float> {
  static int block(const RowKernels& kernels) { return kernels.block_f32; }
  static auto exponents(const RowKernels& kernels) { return kernels.exponents_f32; }
  static auto palette_indices(const RowKernels& kernels) { return kernels.palette_indices_f32; }
};

template <>
struct KernelsFor<double> {
  static int block(const RowKernels& kernels) { return kernels.block_f64; }
  static auto exponents(const RowKernels& kernels) { return kernels.exponents_f64; }
  static auto palette_indices(const RowKernels& kernels) { return kernels.palette_indices_f64; }
};

/// Part of a row of a frame, and where its pixels go.
struct Segment {
  int row;
  int first_column;
  int columns;
  std::uint8_t* row_bytes;
};

template <class T>
const char* shade_segment(const RowKernels& kernels, const Frame& frame, const PlaneView<T>& plane,
                          const Segment& segment, Workspace& workspace) {
  const auto block = static_cast<std::size_t>(KernelsFor<T>::block(kernels));
  const auto columns = static_cast<std::size_t>(segment.columns);
  auto& scratch = workspace.scratch(T{});
  auto& exponents = workspace.exponents(T{});
  scratch.resize(std::max(scratch.size(), static_cast<std::size_t>(scratch_rows(plane)) * block));
  exponents.resize(std::max(exponents.size(), columns + block));
  const char* code_path = KernelsFor<T>::exponents(kernels)(plane, segment.row, segment.first_column, segment.columns,
                                                            scratch.data(), exponents.data());
  if (frame.format() == PixelFormat::kExponents) {
    std::copy_n(exponents.data(), columns, reinterpret_cast<T*>(segment.row_bytes) + segment.first_column);
    return code_path;
  }
  workspace.indices.resize(std::max(workspace.indices.size(), columns));
  const PaletteView palette = frame.palette();
  KernelsFor<T>::palette_indices(kernels)(exponents.data(), segment.columns, palette.entries, workspace.indices.data());
  store_colors(frame.format(), palette, workspace.indices.data(), segment.columns,
               segment.row_bytes + static_cast<std::size_t>(segment.first_column) * bytes_per_pixel(frame.format(), 0));
  return code_path;
}

/// How many threads may work when `wanted` were asked for (0: as many as there are processors).
int thread_count(int wanted) {
  return wanted > 0 ? wanted : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

class CpuBackend : public Backend {
 public:
  CpuBackend(const RowKernels& kernels, const BackendOptions& options)
      : kernels_(kernels),
        threads_(thread_count(options.threads)),
        stop_(options.stop),
        arena_(threads_),
        slots_(options.slots) {
    if (threads_ > tbb::this_task_arena::max_concurrency()) {
      more_threads_.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads_));
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

  /// A band takes a fraction of a second, so that progress shows, unless one row takes longer.
  int rows_per_band(const Frame& frame) const override {
    constexpr double kPixelsPerBand = 1 << 17;
    constexpr double kIterationsPerBand = 5e8;
    return frame.rows_within(kPixelsPerBand, kIterationsPerBand);
  }

  void submit(std::size_t slot_index, std::shared_ptr<const Frame> frame, Rows rows) override {
    Slot& slot = slots_[slot_index];
    slot.pixels.resize(static_cast<std::size_t>(rows.count) * frame->bytes_per_row());
    slot.frame = std::move(frame);
    slot.rows = rows;
    slot.code_path = "none";
    arena_.execute([&] { slot.work.run([this, &slot] { compute(slot); }); });
  }

  Band wait(std::size_t slot_index) override {
    Slot& slot = slots_[slot_index];
    wait_for(slot);
    return {std::as_bytes(std::span(slot.pixels)), slot.code_path.load()};
  }

 private:
  struct Slot {
    tbb::task_group work;
    std::shared_ptr<const Frame> frame;
    Rows rows{};
    std::vector<std::uint8_t> pixels;
    std::atomic<const char*> code_path = "none";
  };

  /// The calling thread helps while it waits.
  void wait_for(Slot& slot) {
    arena_.execute([&] { slot.work.wait(); });
  }

  /// Rows and their segments are handed out one by one: the cost of pixels is even, but threads may be interrupted.
  void compute(Slot& slot) {
    const bool is_float = slot.frame->precision() == Precision::kFloat;
    const int pixels = segment_pixels(*slot.frame, is_float ? kernels_.block_f32 : kernels_.block_f64);
    const int segments_per_row = (slot.frame->size().width + pixels - 1) / pixels;
    const int segments = slot.rows.count * segments_per_row;
    const tbb::blocked_range<int> range(0, segments, 1);
    tbb::parallel_for(
        range,
        [&](const tbb::blocked_range<int>& part) {
          for (int s = part.begin(); s != part.end() && !stop_.stop_requested() && !abandoned_; ++s) {
            compute_segment(slot, s / segments_per_row, (s % segments_per_row) * pixels, pixels);
          }
        },
        tbb::simple_partitioner());
  }

  void compute_segment(Slot& slot, int band_row, int first_column, int pixels) {
    const Frame& frame = *slot.frame;
    const Segment segment{slot.rows.first + band_row, first_column, std::min(pixels, frame.size().width - first_column),
                          slot.pixels.data() + static_cast<std::size_t>(band_row) * frame.bytes_per_row()};
    slot.code_path = frame.with_plane(
        [&](const auto& plane) { return shade_segment(kernels_, frame, plane.view(), segment, workspaces_.local()); });
  }

  const RowKernels& kernels_;
  int threads_;
  std::stop_token stop_;
  std::atomic<bool> abandoned_ = false;
  /// Without it TBB starts no more threads than there are processors.
  std::optional<tbb::global_control> more_threads_;
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
