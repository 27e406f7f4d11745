#include "host/cuda_backend.h"

#include "host/cuda_resources.h"
#include "kernels/band_kernel.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The tables of a ParameterPlane in device memory.
template <class T>
struct DevicePlane {
  DeviceBuffer<T> column_half_rates, column_inverses, column_smallest;
  DeviceBuffer<T> row_half_rates, row_inverses, row_smallest;
  DeviceBuffer<Transition> transitions;
  DeviceBuffer<std::uint16_t> steps;
  DeviceBuffer<T> scratch;
  PlaneView<T> view{};

  void upload_from(const ParameterPlane<T>& plane, const CudaStream& stream) {
    view = plane.view();
    view.column_half_rates = upload<T>(plane.columns().half_rates, column_half_rates, stream);
    view.column_inverses = upload<T>(plane.columns().inverses, column_inverses, stream);
    view.column_smallest = upload<T>(plane.columns().smallest, column_smallest, stream);
    view.row_half_rates = upload<T>(plane.rows().half_rates, row_half_rates, stream);
    view.row_inverses = upload<T>(plane.rows().inverses, row_inverses, stream);
    view.row_smallest = upload<T>(plane.rows().smallest, row_smallest, stream);
    view.transitions = upload<Transition>(plane.transitions(), transitions, stream);
    view.steps = upload<std::uint16_t>(plane.steps(), steps, stream);
  }
};

/// A band in flight: its stream orders the upload, the kernel and the copy back.
struct Slot {
  CudaStream stream;
  std::shared_ptr<const Frame> frame;
  DevicePlane<float> float_plane;
  DevicePlane<double> double_plane;
  DeviceBuffer<std::uint32_t> colors;
  DeviceBuffer<std::uint8_t> device_pixels;
  PinnedBuffer<std::uint8_t> host_pixels;
  std::size_t bytes = 0;

  DevicePlane<float>& plane_like(const ParameterPlane<float>&) { return float_plane; }
  DevicePlane<double>& plane_like(const ParameterPlane<double>&) { return double_plane; }
};

/// Whether the GPU is of a generation that the kernels were compiled for; asked without starting the device.
bool is_supported(int device) {
  constexpr int kOldest = 75;  // Turing, as kernels/cuda.cmake lists
  int major = 0;
  int minor = 0;
  LYAP_CUDA_CALL(cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, device));
  LYAP_CUDA_CALL(cudaDeviceGetAttribute(&minor, cudaDevAttrComputeCapabilityMinor, device));
  return 10 * major + minor >= kOldest;
}

class CudaBackend : public Backend {
 public:
  explicit CudaBackend(const BackendOptions& options) : device_(options.device), stop_(options.stop) {
    int count = 0;
    LYAP_CUDA_CALL(cudaGetDeviceCount(&count));
    if (device_ < 0 || device_ >= count) {
      throw InvalidInput(fmt::format("--device: there is no GPU {}; there are 0 to {}", device_, count - 1));
    }
    if (!is_supported(device_))
      throw Failure(fmt::format("--device: GPU {} is older than compute capability 7.5", device_));
    LYAP_CUDA_CALL(cudaSetDevice(device_));
    slots_.resize(options.slots);
  }

  CudaBackend(const CudaBackend&) = delete;
  CudaBackend& operator=(const CudaBackend&) = delete;
  CudaBackend(CudaBackend&&) = delete;
  CudaBackend& operator=(CudaBackend&&) = delete;

  ~CudaBackend() override {
    for (const Slot& slot : slots_) static_cast<void>(cudaStreamSynchronize(slot.stream.get()));
  }

  std::string device() const override {
    cudaDeviceProp properties{};
    LYAP_CUDA_CALL(cudaGetDeviceProperties(&properties, device_));
    return properties.name;
  }

  /// Few enough iterations that a GPU which also draws a screen stays usable, as far as rows are short enough: a band
  /// has one row at least.
  int rows_per_band(const Frame& frame) const override {
    constexpr double kPixelsPerBand = 1 << 20;
    constexpr double kIterationsPerBand = 1e10;
    return frame.rows_within(kPixelsPerBand, kIterationsPerBand);
  }

  void submit(std::size_t slot_index, std::shared_ptr<const Frame> frame, Rows rows) override {
    if (stop_.stop_requested()) return;
    LYAP_CUDA_CALL(cudaSetDevice(device_));
    Slot& slot = slots_[slot_index];
    frame->with_plane([&](const auto& plane) { launch(slot, frame, plane, rows); });
  }

  Band wait(std::size_t slot_index) override {
    const Slot& slot = slots_[slot_index];
    slot.stream.synchronize();
    return {std::as_bytes(std::span<const std::uint8_t>(slot.host_pixels.data(), slot.bytes)), "CUDA"};
  }

 private:
  template <class T>
  void launch(Slot& slot, const std::shared_ptr<const Frame>& frame, const ParameterPlane<T>& plane, Rows rows) {
    DevicePlane<T>& device_plane = slot.plane_like(plane);
    if (slot.frame != frame) {
      slot.frame.reset();  // until the tables are whole
      device_plane.upload_from(plane, slot.stream);
      upload<std::uint32_t>(frame->colors(), slot.colors, slot.stream);
      slot.frame = frame;
    }
    slot.bytes = static_cast<std::size_t>(rows.count) * frame->bytes_per_row();
    slot.device_pixels.reserve(slot.bytes);
    slot.host_pixels.reserve(slot.bytes);
    const PaletteView palette{slot.colors.data(), frame->palette().entries};
    const BandView band{frame->size().width, rows.first, rows.count,
                        frame->format(),     palette,    slot.device_pixels.data()};
    device_plane.scratch.reserve(band_scratch_bytes(device_plane.view, band) / sizeof(T));
    LYAP_CUDA_CALL(launch_band_kernel(device_plane.view, band, device_plane.scratch.data(), slot.stream.get()));
    LYAP_CUDA_CALL(cudaMemcpyAsync(slot.host_pixels.data(), slot.device_pixels.data(), slot.bytes,
                                   cudaMemcpyDeviceToHost, slot.stream.get()));
  }

  int device_;
  std::stop_token stop_;
  std::vector<Slot> slots_;
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
      if (is_supported(device)) return "";
    }
  } catch (const Failure& error) {
    return error.what();
  }
  return "the GPU is older than compute capability 7.5";
}

}  // namespace

BackendDescription describe_cuda_backend() {
  return {"cuda", "NVIDIA GPU, one thread per pixel", reason_unavailable(), true,
          [](const BackendOptions& options) { return std::make_unique<CudaBackend>(options); }};
}

}  // namespace lyap
