#include "host/cuda_backend.h"

#include "host/backend_group.h"
#include "host/cuda_busy_time.h"
#include "host/cuda_device_info.h"
#include "host/cuda_fma_rate.h"
#include "host/cuda_kernels.h"
#include "host/cuda_tables.h"
#include "host/launch_budget.h"
#include "kernels/band_kernel.h"
#include "kernels/yuv420_kernel.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace lyap {
namespace {

/// A band in flight: its stream orders the upload, the kernels and the copy back.
struct Slot {
  CudaStream stream;
  std::shared_ptr<const Frame> frame;
  /// The kernel made for the frame's sequence, if there is one.
  const SequenceKernelOnDevice* kernel = nullptr;
  DevicePlane<float> float_plane;
  DevicePlane<double> double_plane;
  DeviceColors colors;
  DeviceBuffer<std::uint8_t> device_pixels;
  DeviceBuffer<std::uint16_t> indices;
  DeviceBuffer<std::uint32_t> device_periods;
  DeviceBuffer<unsigned long long> device_steps;
  PinnedBuffer<std::uint8_t> host_pixels;
  PinnedBuffer<std::uint32_t> host_periods;
  PinnedBuffer<unsigned long long> host_steps;
  std::size_t bytes = 0;
  /// Pixels of the band whose periods are wanted, or 0.
  std::size_t periods = 0;
  CudaBusyTime computing;
  CudaBusyTime copying;
  /// Whether the last submit was complete.
  bool in_flight = false;

  DevicePlane<float>& plane_like(const ParameterPlane<float>&) { return float_plane; }
  DevicePlane<double>& plane_like(const ParameterPlane<double>&) { return double_plane; }
};

class CudaBackend : public Backend {
 public:
  CudaBackend(int device, std::size_t slots, KernelsMade kernels_made, std::stop_token stop)
      : device_(device), stop_(std::move(stop)), kernels_(device, kernels_made) {
    int count = 0;
    LYAP_CUDA_CALL(cudaGetDeviceCount(&count));
    if (device_ < 0 || device_ >= count) {
      throw InvalidInput(fmt::format("--device: there is no GPU {}; there are 0 to {}", device_, count - 1));
    }
    if (!is_supported_cuda_device(device_))
      throw Failure(fmt::format("--device: GPU {} is older than compute capability 7.5", device_));
    LYAP_CUDA_CALL(cudaSetDevice(device_));
    const CudaDeviceInfo info = list_cuda_devices().at(static_cast<std::size_t>(device_));
    // A step is two operations at least.
    float_budget_ = LaunchBudget(peak_fma_rate(info, Precision::kFloat) / 2);
    double_budget_ = LaunchBudget(peak_fma_rate(info, Precision::kDouble) / 2);
    slots_.resize(slots);
  }

  CudaBackend(const CudaBackend&) = delete;
  CudaBackend& operator=(const CudaBackend&) = delete;
  CudaBackend(CudaBackend&&) = delete;
  CudaBackend& operator=(CudaBackend&&) = delete;

  ~CudaBackend() override {
    static_cast<void>(cudaSetDevice(device_));
    for (const Slot& slot : slots_) static_cast<void>(cudaStreamSynchronize(slot.stream.get()));
  }

  std::string device() const override {
    cudaDeviceProp properties{};
    LYAP_CUDA_CALL(cudaGetDeviceProperties(&properties, device_));
    return properties.name;
  }

  int rows_per_band(const Frame& frame) const override {
    return is_planar(frame.format()) ? frame.size().height : rows_of_tiles(frame);
  }

  void submit(std::size_t slot_index, std::shared_ptr<const Frame> frame, Rows rows) override {
    Slot& slot = slots_[slot_index];
    slot.in_flight = false;
    if (stop_.stop_requested()) return;
    LYAP_CUDA_CALL(cudaSetDevice(device_));
    frame->with_plane([&](const auto& plane) { queue(slot, frame, plane, rows); });
    slot.in_flight = true;
  }

  Band wait(std::size_t slot_index) override {
    LYAP_CUDA_CALL(cudaSetDevice(device_));
    const Slot& slot = slots_[slot_index];
    slot.stream.synchronize();
    Band band{std::as_bytes(std::span<const std::uint8_t>(slot.host_pixels.data(), slot.bytes)),
              slot.kernel == nullptr ? "CUDA" : kMadeForSequence};
    if (!slot.in_flight) return band;
    band.computing = slot.computing.seconds();
    band.copying = slot.copying.seconds();
    band.periods = {slot.host_periods.data(), slot.periods};
    band.steps = static_cast<std::int64_t>(*slot.host_steps.data());
    // What is far less than a launch may hold does not fill the device.
    LaunchBudget& budget = budget_of(slot.frame->precision());
    const auto steps = static_cast<double>(band.steps);
    if (steps > budget.steps() / 2) budget.learn(steps, band.computing);
    band.on_device = reinterpret_cast<const std::byte*>(slot.device_pixels.data());
    return band;
  }

 private:
  static constexpr std::string_view kMadeForSequence = "CUDA, made for the sequence";

  LaunchBudget& budget_of(Precision precision) {
    return precision == Precision::kFloat ? float_budget_ : double_budget_;
  }

  /// Rows of whole tiles that make few launches, so that a stop or a look at the progress need not wait.
  int rows_of_tiles(const Frame& frame) const {
    constexpr double kPixels = 1 << 20;
    constexpr double kLaunches = 8;
    const auto& budget = frame.precision() == Precision::kFloat ? float_budget_ : double_budget_;
    const int rows = frame.rows_within(kPixels, kLaunches * budget.steps());
    return std::min(std::max(rows / TilePixel::kRows, 1) * TilePixel::kRows, frame.size().height);
  }

  template <class T>
  void queue(Slot& slot, const std::shared_ptr<const Frame>& frame, const ParameterPlane<T>& plane, Rows rows) {
    if (slot.frame != frame) {
      slot.frame.reset();  // until the tables are whole
      slot.plane_like(plane).upload_from(plane, slot.stream);
      slot.colors.upload_from(frame->colors(), slot.stream);
      slot.frame = frame;
    }
    const LaunchBudget& budget = budget_of(frame->precision());
    const double steps = static_cast<double>(frame->steps_per_pixel()) * frame->size().width * rows.count;
    slot.kernel = kernels_.find(plane, steps / budget.steps() * LaunchBudget::kLaunchSeconds);
    slot.bytes = frame->bytes_of_rows(rows.count);
    slot.device_pixels.reserve(slot.bytes);
    slot.host_pixels.reserve(slot.bytes);
    if (has_subsampled_chroma(frame->format())) slot.indices.reserve(pixels_of(*frame));

    slot.periods = frame->with_periods()
                       ? static_cast<std::size_t>(frame->size().width) * static_cast<std::size_t>(rows.count)
                       : 0;
    slot.device_periods.reserve(slot.periods);
    slot.host_periods.reserve(slot.periods);
    slot.device_steps.reserve(1);
    slot.host_steps.reserve(1);

    slot.computing.start(slot.stream);
    LYAP_CUDA_CALL(cudaMemsetAsync(slot.device_steps.data(), 0, sizeof(unsigned long long), slot.stream.get()));
    shade(slot, slot.plane_like(plane), rows);
    make_samples(slot);
    slot.computing.end(slot.stream, last_computed_);
    slot.copying.start(slot.stream);
    fetch(slot.device_pixels, slot.bytes, slot.host_pixels, slot.stream);
    fetch(slot.device_periods, slot.periods, slot.host_periods, slot.stream);
    fetch(slot.device_steps, 1, slot.host_steps, slot.stream);
    slot.copying.end(slot.stream, last_copied_);
  }

  static std::size_t pixels_of(const Frame& frame) {
    return static_cast<std::size_t>(frame.size().width) * static_cast<std::size_t>(frame.size().height);
  }

  /// Queues as many launches as the rows need. The queue has room for about a thousand; then each waits for another to
  /// end, and a stop may come.
  template <class T>
  void shade(Slot& slot, DevicePlane<T>& plane, Rows rows) {
    const Frame& frame = *slot.frame;
    const PixelTarget target{slot.device_pixels.data(), pixels_of(frame), slot.indices.data(),
                             slot.periods > 0 ? slot.device_periods.data() : nullptr};
    const BandView band{frame.size().width, rows.first,         rows.count, frame.format(),
                        frame.shown(),      slot.colors.view(), target};
    const double steps_per_tile = static_cast<double>(frame.steps_per_pixel()) * kTileThreads;
    const auto most = static_cast<std::int64_t>(budget_of(frame.precision()).steps() / steps_per_tile);
    const std::int64_t tiles_per_launch = std::max<std::int64_t>(most, 1);
    for (TileRange tiles{0, 0}; tiles.first < tile_count(band) && !stop_.stop_requested(); tiles.first = tiles.end) {
      tiles.end = std::min(tiles.first + tiles_per_launch, tile_count(band));
      unsigned long long* steps = slot.device_steps.data();
      if (slot.kernel != nullptr) {
        slot.kernel->launch(plane.view(), band, tiles, steps, slot.stream);
      } else {
        T* scratch = plane.scratch(band_scratch_bytes(plane.view(), tiles));
        LYAP_CUDA_CALL(launch_band_kernel(plane.view(), band, tiles, scratch, steps, slot.stream.get()));
      }
    }
  }

  /// Where chroma is subsampled, pixels have been shaded as palette indices.
  static void make_samples(Slot& slot) {
    const Size size = slot.frame->size();
    const auto launch = [&]<class Sample>(Sample* samples) {
      const Yuv420View<Sample> picture{size.width, size.height, slot.colors.view(), slot.indices.data(), samples};
      LYAP_CUDA_CALL(launch_yuv420_kernel(picture, slot.stream.get()));
    };
    if (slot.frame->format() == PixelFormat::kYuv420p) launch(slot.device_pixels.data());
    if (slot.frame->format() == PixelFormat::kYuv420p10) {
      launch(reinterpret_cast<std::uint16_t*>(slot.device_pixels.data()));
    }
  }

  int device_;
  std::stop_token stop_;
  CudaKernels kernels_;
  LaunchBudget float_budget_{1};
  LaunchBudget double_budget_{1};
  std::vector<Slot> slots_;
  /// Ends of what was queued last.
  std::shared_ptr<const CudaEvent> last_computed_;
  std::shared_ptr<const CudaEvent> last_copied_;
};

/// Why no GPU can be used, or nothing.
std::string reason_unavailable() {
  int count = 0;
  const cudaError_t status = cudaGetDeviceCount(&count);
  if (status == cudaErrorInsufficientDriver) return "no NVIDIA driver, or one older than this program's CUDA";
  if (status == cudaErrorNoDevice || (status == cudaSuccess && count == 0)) return "no NVIDIA GPU found";
  if (status != cudaSuccess) return fmt::format("{} ({})", cudaGetErrorString(status), cudaGetErrorName(status));
  try {
    for (int device = 0; device < count; ++device) {
      if (is_supported_cuda_device(device)) return "";
    }
  } catch (const Failure& error) {
    return error.what();
  }
  return "the GPU is older than compute capability 7.5";
}

std::unique_ptr<Backend> create_cuda_backend(const BackendOptions& options) {
  const std::vector<int> devices = chosen_cuda_devices(options.devices);
  if (devices.empty()) throw Failure(fmt::format("--device: {}", reason_unavailable()));
  return make_backend_for(devices, options.slots, [&](int device, std::size_t slots) {
    return std::make_unique<CudaBackend>(device, slots, options.kernels_made, options.stop);
  });
}

}  // namespace

BackendDescription describe_cuda_backend() {
  return {"cuda", "NVIDIA GPU, one thread per pixel", reason_unavailable(), true, create_cuda_backend};
}

}  // namespace lyap
