#include "host/backends/cuda/cuda_device.h"
#include "host/backends/cuda/cuda_device_info.h"
#include "host/color/color_table.h"
#include "host/color/continuous_palette.h"
#include "host/compute/difference_sum.h"
#include "kernels/cuda/difference_kernel.h"

#include <cstddef>
#include <cstdint>
#include <exception>

#include <fmt/format.h>

namespace lyap {
namespace {

class DeviceReductionMemory : public ReductionMemory {
 public:
  char* take(std::size_t bytes) override {
    buffer_.reserve(bytes);
    return buffer_.data();
  }

 private:
  DeviceBuffer<char> buffer_;
};

class CudaDifferenceSum : public DifferenceSum {
 public:
  /// The device is the current one.
  CudaDifferenceSum(const Palette& palette, int device) : device_(device) {
    const ColorTable table(entry_colors(palette), PixelFormat::kRgb24);
    palette_ = table.view();
    palette_.colors = upload<std::uint32_t>(table.colors(), colors_, stream_);
    palette_.lumas = nullptr;
    stream_.synchronize();  // before the table ends
  }

  ExponentDifferences of_band(const ExponentBand& left, const ExponentBand& right, std::int64_t pixels,
                              ExponentPairs pairs) override {
    const CurrentCudaDevice current(device_);
    pairs.left.values = on_device(left, left_);
    pairs.right.values = on_device(right, right_);
    pairs.palette = palette_;
    try {
      return sum_differences(pairs, pixels, memory_, stream_.get());
    } catch (const Failure&) {
      throw;  // of memory_, with words of its own
    } catch (const std::exception& error) {
      throw Failure(fmt::format("CUDA: the exponents could not be compared on the GPU: {}", error.what()));
    }
  }

 private:
  /// Where the GPU finds the band, which is copied to `copy` if it is not in its memory.
  const std::byte* on_device(const ExponentBand& band, DeviceBuffer<std::byte>& copy) const {
    return band.on_device != nullptr ? band.on_device : upload<std::byte>(band.values, copy, stream_);
  }

  int device_;
  CudaStream stream_;
  DeviceBuffer<std::uint32_t> colors_;
  PaletteView palette_{};
  DeviceBuffer<std::byte> left_, right_;
  DeviceReductionMemory memory_;
};

}  // namespace

std::unique_ptr<DifferenceSum> sum_on_device(const Palette& palette, int device) {
  find_cuda_devices().usable(device);
  const CurrentCudaDevice current(device);
  return std::make_unique<CudaDifferenceSum>(palette, device);
}

}  // namespace lyap
