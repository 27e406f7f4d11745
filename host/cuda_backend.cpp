#include "host/cuda_backend.h"

#include "host/cuda_busy_time.h"
#include "host/cuda_resources.h"
#include "kernels/band_kernel.h"
#include "kernels/yuv420_kernel.h"

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

/// The colours of a frame in device memory. Frames of a film share theirs, which then travels once.
struct DeviceColors {
  std::shared_ptr<const ColorTable> uploaded;
  DeviceBuffer<std::uint32_t> colors;
  DeviceBuffer<std::uint16_t> lumas;
  PaletteView view{};

  void upload_from(const std::shared_ptr<const ColorTable>& table, const CudaStream& stream) {
    if (uploaded == table) return;
    uploaded.reset();  // until the tables are whole
    view = table->view();
    view.colors = upload<std::uint32_t>(table->colors(), colors, stream);
    view.lumas = upload<std::uint16_t>(table->lumas(), lumas, stream);
    uploaded = table;
  }
};

/// A band in flight: its stream orders the upload, the kernels and the copy back.
struct Slot {
  CudaStream stream;
  std::shared_ptr<const Frame> frame;
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

  int rows_per_band(const Frame& frame) const override {
    return is_planar(frame.format()) ? frame.size().height : rows_per_launch(frame);
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
    Band band{std::as_bytes(std::span<const std::uint8_t>(slot.host_pixels.data(), slot.bytes)), "CUDA"};
    if (!slot.in_flight) return band;
    band.computing = slot.computing.seconds();
    band.copying = slot.copying.seconds();
    band.periods = {slot.host_periods.data(), slot.periods};
    band.steps = static_cast<std::int64_t>(*slot.host_steps.data());
    band.on_device = reinterpret_cast<const std::byte*>(slot.device_pixels.data());
    return band;
  }

 private:
  /// Few enough iterations that a GPU which also draws a screen stays usable, as far as rows are short enough: a launch
  /// has a tile's rows at least.
  static int rows_per_launch(const Frame& frame) {
    constexpr double kPixelsPerLaunch = 1 << 20;
    constexpr double kIterationsPerLaunch = 1e10;
    const int rows = frame.rows_within(kPixelsPerLaunch, kIterationsPerLaunch);
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
  void shade(Slot& slot, DevicePlane<T>& plane, Rows rows) const {
    const Frame& frame = *slot.frame;
    const int width = frame.size().width;
    for (int done = 0; done < rows.count && !stop_.stop_requested(); done += rows_per_launch(frame)) {
      const auto rows_done = static_cast<std::size_t>(done);
      std::uint16_t* indices = slot.indices.data();
      if (indices != nullptr) indices += rows_done * static_cast<std::size_t>(width);
      std::uint32_t* periods =
          slot.periods > 0 ? slot.device_periods.data() + rows_done * static_cast<std::size_t>(width) : nullptr;
      const PixelTarget target{slot.device_pixels.data() + rows_done * frame.bytes_per_row(), pixels_of(frame), indices,
                               periods};
      const BandView band{width,          rows.first + done, std::min(rows_per_launch(frame), rows.count - done),
                          frame.format(), frame.shown(),     slot.colors.view,
                          target};
      plane.scratch.reserve(band_scratch_bytes(plane.view, band) / sizeof(T));
      LYAP_CUDA_CALL(
          launch_band_kernel(plane.view, band, plane.scratch.data(), slot.device_steps.data(), slot.stream.get()));
    }
  }

  /// Where chroma is subsampled, pixels have been shaded as palette indices.
  static void make_samples(Slot& slot) {
    const Size size = slot.frame->size();
    const auto launch = [&]<class Sample>(Sample* samples) {
      const Yuv420View<Sample> picture{size.width, size.height, slot.colors.view, slot.indices.data(), samples};
      LYAP_CUDA_CALL(launch_yuv420_kernel(picture, slot.stream.get()));
    };
    if (slot.frame->format() == PixelFormat::kYuv420p) launch(slot.device_pixels.data());
    if (slot.frame->format() == PixelFormat::kYuv420p10) {
      launch(reinterpret_cast<std::uint16_t*>(slot.device_pixels.data()));
    }
  }

  int device_;
  std::stop_token stop_;
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
