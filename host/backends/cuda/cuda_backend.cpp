#include "host/backends/cuda/cuda_backend.h"

#include "host/backends/cuda/cuda_busy_time.h"
#include "host/backends/cuda/cuda_device.h"
#include "host/backends/cuda/cuda_device_info.h"
#include "host/backends/cuda/cuda_launcher.h"
#include "host/backends/cuda/cuda_tables.h"
#include "host/base/error.h"
#include "host/compute/backend_group.h"
#include "host/compute/step_list.h"
#include "kernels/cuda/average_kernel.h"
#include "kernels/cuda/settle_kernel.h"
#include "kernels/cuda/subsampled_chroma_kernel.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace lyap {
namespace {

/// A band in flight: its stream orders the upload, the kernels and the copy back.
struct Slot {
  CudaStream stream;
  std::shared_ptr<const Frame> frame;
  /// Of the band.
  std::stop_token stop;
  /// Of the frame's sequence, where a kernel can be made for it.
  std::shared_ptr<const StepListSource> step_list;
  KernelChoice kernel;
  std::int64_t tiles = 0;
  /// Of each sub-frame.
  std::vector<DevicePlane<float>> float_planes;
  std::vector<DevicePlane<double>> double_planes;
  /// Where samples are adaptive, those in the centres of pixels.
  DevicePlane<float> float_centres;
  DevicePlane<double> double_centres;
  DeviceColoring coloring;
  DeviceBuffer<std::uint8_t> device_pixels;
  DeviceBuffer<std::uint16_t> indices;
  /// Instead of the indices, where pixels are averages of colours.
  DeviceBuffer<std::uint32_t> chroma;
  DeviceBuffer<std::uint16_t> lumas;
  /// Of some rows of pixels, until they are averaged.
  DeviceBuffer<std::uint8_t> samples;
  /// Of their pixels, until all sub-frames are there.
  DeviceBuffer<std::uint8_t> totals;
  /// Of the same rows, where samples are adaptive: palette indices in the centres, and which pixels need samples.
  DeviceBuffer<std::uint16_t> centres;
  DeviceBuffer<std::uint8_t> needed;
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
  /// Whether nothing is left in the stream.
  bool is_idle = true;

  std::vector<DevicePlane<float>>& planes_like(const ParameterPlane<float>&) { return float_planes; }
  std::vector<DevicePlane<double>>& planes_like(const ParameterPlane<double>&) { return double_planes; }
  DevicePlane<float>& centres_like(const ParameterPlane<float>&) { return float_centres; }
  DevicePlane<double>& centres_like(const ParameterPlane<double>&) { return double_centres; }
};

class CudaBackend : public Backend {
 public:
  /// `info` is of the device.
  CudaBackend(int device, const CudaDeviceInfo& info, std::size_t slots, std::shared_ptr<SequenceKernels> made)
      : device_(device), name_(info.name), launcher_(info, std::move(made)) {
    const CurrentCudaDevice current(device_);
    slots_.resize(slots);
  }

  CudaBackend(const CudaBackend&) = delete;
  CudaBackend& operator=(const CudaBackend&) = delete;
  CudaBackend(CudaBackend&&) = delete;
  CudaBackend& operator=(CudaBackend&&) = delete;

  ~CudaBackend() override {
    // Streams, memory and events know their device; it need not be the current one where they end.
    for (const Slot& slot : slots_) discard_cuda_error(cudaStreamSynchronize(slot.stream.get()));
    // After a stop of the last picture nobody waits for a kernel that is still being compiled.
    if (last_stop_.stop_requested()) launcher_.give_up_compiling();
  }

  std::string device() const override { return name_; }

  std::string note() const override { return launcher_.note(); }

  int rows_per_band(const Frame& frame) const override {
    return is_planar(frame.format()) ? frame.size().height : launcher_.rows_of_band(frame);
  }

  void submit(std::size_t slot_index, std::shared_ptr<const Frame> frame, Rows rows, std::stop_token stop) override {
    Slot& slot = slots_[slot_index];
    slot.in_flight = false;
    slot.stop = last_stop_ = std::move(stop);
    if (slot.stop.stop_requested()) return;
    const CurrentCudaDevice current(device_);
    // Of a band that failed something may be left in the stream.
    if (!slot.is_idle) slot.stream.synchronize();
    slot.is_idle = false;
    frame->plane().with_tables([&](const auto& plane) { queue(slot, frame, plane, rows); });
    slot.in_flight = true;
  }

  Band wait(std::size_t slot_index) override {
    const CurrentCudaDevice current(device_);
    Slot& slot = slots_[slot_index];
    slot.stream.synchronize();
    slot.is_idle = true;
    Band band{std::as_bytes(std::span<const std::uint8_t>(slot.host_pixels.data(), slot.bytes)),
              slot.kernel.code_path()};
    if (!slot.in_flight) return band;
    band.computing = slot.computing.seconds(last_computed_);
    band.copying = slot.copying.seconds(last_copied_);
    band.periods = {slot.host_periods.data(), slot.periods};
    band.steps = static_cast<std::int64_t>(*slot.host_steps.data());
    // Of a band that was cut short it is not known how much of it was computed.
    if (!slot.stop.stop_requested()) {
      launcher_.learn(slot.kernel, slot.tiles, static_cast<double>(band.steps), band.computing);
    }
    band.on_device = reinterpret_cast<const std::byte*>(slot.device_pixels.data());
    return band;
  }

 private:
  template <class T>
  void queue(Slot& slot, const std::shared_ptr<const Frame>& frame, const ParameterPlane<T>& plane, Rows rows) {
    if (slot.frame != frame) {
      slot.frame.reset();  // until the tables are whole
      upload_planes(slot, *frame);
      if (frame->centres() != nullptr) {
        frame->centres()->with_tables(
            [&](const auto& centres) { slot.centres_like(centres).upload_from(centres, slot.stream); });
      }
      slot.coloring.upload_from(*frame, slot.stream);
      auto list = make_step_list(plane);
      slot.step_list = list ? std::make_shared<const StepListSource>(*std::move(list)) : nullptr;
      slot.frame = frame;
    }
    slot.kernel = launcher_.choose(plane.view(), slot.step_list, slot.stop);
    slot.bytes = frame->bytes_of_rows(rows.count);
    slot.device_pixels.reserve(slot.bytes);
    slot.host_pixels.reserve(slot.bytes);
    if (has_subsampled_chroma(frame->format())) reserve_before_samples(slot);

    slot.periods = frame->with_periods()
                       ? static_cast<std::size_t>(frame->size().width) * static_cast<std::size_t>(rows.count)
                       : 0;
    slot.device_periods.reserve(slot.periods);
    slot.host_periods.reserve(slot.periods);
    slot.device_steps.reserve(1);
    slot.host_steps.reserve(1);

    slot.computing.start(slot.stream, events_);
    LYAP_CUDA_CALL(cudaMemsetAsync(slot.device_steps.data(), 0, sizeof(unsigned long long), slot.stream.get()));
    shade(slot, slot.planes_like(plane), rows);
    // After a stop there may be no indices.
    if (!slot.stop.stop_requested()) make_samples(slot);
    slot.computing.end(slot.stream);
    slot.copying.start(slot.stream, events_);
    fetch(slot.device_pixels, slot.bytes, slot.host_pixels, slot.stream);
    fetch(slot.device_periods, slot.periods, slot.host_periods, slot.stream);
    fetch(slot.device_steps, 1, slot.host_steps, slot.stream);
    slot.copying.end(slot.stream);
  }

  static void upload_planes(Slot& slot, const Frame& frame) {
    for (std::size_t i = 0; i < frame.sub_frames().size(); ++i) {
      frame.sub_frames()[i].with_tables([&](const auto& plane) {
        auto& planes = slot.planes_like(plane);
        if (planes.size() <= i) planes.resize(i + 1);
        planes[i].upload_from(plane, slot.stream);
      });
    }
  }

  static std::size_t pixels_of(const Frame& frame) {
    return static_cast<std::size_t>(frame.size().width) * static_cast<std::size_t>(frame.size().height);
  }

  /// What the pixels are before chroma samples are made of them.
  static void reserve_before_samples(Slot& slot) {
    const std::size_t pixels = pixels_of(*slot.frame);
    if (!slot.frame->averages_colors()) return slot.indices.reserve(pixels);
    slot.chroma.reserve(pixels);
    slot.lumas.reserve(pixels);
  }

  template <class T>
  void shade(Slot& slot, std::vector<DevicePlane<T>>& planes, Rows rows) {
    const Frame& frame = *slot.frame;
    const PixelTarget target{slot.device_pixels.data(), pixels_of(frame) * bytes_per_pixel(frame.format(), 0),
                             slot.indices.data(),       slot.periods > 0 ? slot.device_periods.data() : nullptr,
                             slot.chroma.data(),        slot.lumas.data()};
    slot.tiles = 0;
    if (frame.averaging() == nullptr) {
      launch(slot, planes.front(), {frame.size().width, rows.first, rows.count, slot.coloring.view(), target});
    } else if (frame.averages_colors()) {
      average<LightSamples>(slot, planes, rows, target);
    } else {
      average<ExponentSamples<T>>(slot, planes, rows, target);
    }
  }

  template <class T>
  void launch(Slot& slot, DevicePlane<T>& plane, const BandView& band) {
    slot.tiles += tile_count(band);
    launcher_.shade(slot.kernel, plane, band, slot.frame->plane().steps_per_orbit(), slot.device_steps.data(),
                    slot.stream, slot.stop);
  }

  /// The samples of some rows at a time, and their averages: memory does not grow with the picture.
  template <class Samples, class T>
  void average(Slot& slot, std::vector<DevicePlane<T>>& planes, Rows rows, const PixelTarget& target) {
    const Frame& frame = *slot.frame;
    const SampleGrid& grid = frame.plane().grid();
    const AveragingView& view = slot.coloring.averaging();
    const int width = frame.size().width;
    const int columns = grid.along(width);
    const auto sample_rows = [&](int pixel_rows) { return (pixel_rows - 1) * grid.per_side + grid.taps(); };
    const int at_a_time = std::min(launcher_.rows_of_band(frame), rows.count);
    using Sample = typename Samples::Sample;
    slot.samples.reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(sample_rows(at_a_time)) *
                         sizeof(Sample));
    auto* samples = reinterpret_cast<Sample*>(slot.samples.data());
    PixelTarget of_samples{};
    of_samples.pixels = slot.samples.data();
    of_samples.indices = reinterpret_cast<std::uint16_t*>(slot.samples.data());
    const ColoringView coloring = coloring_of_samples(slot.coloring.view(), view.of);
    for (int done = 0; done < rows.count; done += at_a_time) {
      const int count = std::min(at_a_time, rows.count - done);
      const std::size_t first = static_cast<std::size_t>(done) * static_cast<std::size_t>(width);
      SampleMask only;
      if (frame.centres() != nullptr) only = settle(slot, {rows.first + done, count}, first, target);
      AveragedRows<Samples> averaged{view, slot.coloring.view(), samples, columns, width, count, first, width, target};
      const std::size_t sub_frames = frame.sub_frames().size();
      if (sub_frames > 1) averaged.sub_frame.totals = totals_for<Samples>(slot, width, at_a_time);
      for (std::size_t i = 0; i < sub_frames; ++i) {
        if (sub_frames > 1) choose_kernel(slot, planes[i]);
        launch(slot, planes[i],
               {columns, (rows.first + done) * grid.per_side, sample_rows(count), coloring, of_samples, only});
        // After a stop there may be no samples.
        if (slot.stop.stop_requested()) return;
        averaged.sub_frame.is_first = i == 0;
        averaged.sub_frame.is_last = i + 1 == sub_frames;
        LYAP_CUDA_CALL(launch_average_kernel(averaged, only, slot.stream.get()));
      }
    }
  }

  template <class Samples>
  static typename Samples::Total* totals_for(Slot& slot, int width, int rows) {
    using Total = typename Samples::Total;
    slot.totals.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(rows) * sizeof(Total));
    return reinterpret_cast<Total*>(slot.totals.data());
  }

  /// For a sub-frame, which may be in another form than the others.
  template <class T>
  void choose_kernel(Slot& slot, const DevicePlane<T>& plane) {
    const bool is_scaled = plane.view().form == Form::kScaled;
    slot.kernel = launcher_.choose(plane.view(), is_scaled ? slot.step_list : nullptr, slot.stop);
  }

  /// Stores the pixels of some rows, the first of which has the number `first`, that the samples in their centres
  /// suffice for. Returns which others need more; after a stop that may be anything.
  SampleMask settle(Slot& slot, Rows rows, std::size_t first, const PixelTarget& target) {
    const Frame& frame = *slot.frame;
    const int width = frame.size().width;
    const int pitch = width + 2;
    slot.centres.reserve(static_cast<std::size_t>(pitch) * static_cast<std::size_t>(rows.count + 2));
    slot.needed.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(rows.count));
    PixelTarget of_centres{};
    of_centres.indices = slot.centres.data();
    const ColoringView coloring = coloring_of_samples(slot.coloring.view(), AverageOf::kColor);
    frame.centres()->with_tables([&](const auto& plane) {
      launch(slot, slot.centres_like(plane), {pitch, rows.first, rows.count + 2, coloring, of_centres});
    });
    if (slot.stop.stop_requested()) return {};
    const AveragedRows<LightSamples> centres{slot.coloring.averaging(),
                                             slot.coloring.view(),
                                             slot.centres.data() + pitch + 1,
                                             pitch,
                                             width,
                                             rows.count,
                                             first,
                                             width,
                                             target};
    LYAP_CUDA_CALL(launch_settle_kernel(centres, slot.needed.data(), slot.stream.get()));
    return {slot.needed.data(), frame.plane().grid().per_side, width};
  }

  /// Where chroma is subsampled, pixels have been shaded as palette indices.
  static void make_samples(Slot& slot) {
    if (!has_subsampled_chroma(slot.frame->format())) return;
    const Size size = slot.frame->size();
    const bool averaged = slot.frame->averages_colors();
    const PaletteView palette =
        averaged ? PaletteView{slot.chroma.data(), slot.lumas.data(), 0} : slot.coloring.view().palette;
    const std::uint16_t* indices = averaged ? nullptr : slot.indices.data();
    with_subsampled_format(slot.frame->format(), [&]<PixelFormat kFormat>() {
      auto* samples = reinterpret_cast<typename SubsampledView<kFormat>::Sample*>(slot.device_pixels.data());
      const SubsampledView<kFormat> picture{size.width, size.height, palette, indices, samples};
      LYAP_CUDA_CALL(launch_subsampling_kernel(picture, slot.stream.get()));
    });
  }

  int device_;
  std::string name_;
  CudaLauncher launcher_;
  std::vector<Slot> slots_;
  /// Of the band that was submitted last.
  std::stop_token last_stop_;
  CudaEvents events_;
  /// The latest ends that were counted.
  std::shared_ptr<const CudaEvent> last_computed_;
  std::shared_ptr<const CudaEvent> last_copied_;
};

std::unique_ptr<Backend> create_cuda_backend(const BackendOptions& options) {
  const CudaDevices devices = find_cuda_devices();
  const std::vector<int> numbers = devices.start(options.devices);
  // Devices of an architecture share what is compiled.
  std::map<int, std::shared_ptr<SequenceKernels>> kernels;
  return make_backend_for(numbers, options.slots, [&](int device, std::size_t slots) {
    const CudaDeviceInfo info = devices.usable(device);
    const int architecture = 10 * info.major + info.minor;
    auto& made = kernels[architecture];
    if (made == nullptr) made = make_sequence_kernels(architecture, options.kernels_made);
    return std::make_unique<CudaBackend>(device, info, slots, made);
  });
}

}  // namespace

BackendDescription describe_cuda_backend() {
  const CudaDevices devices = find_cuda_devices();
  return {std::string(kCudaBackend), "NVIDIA GPU, one thread per pixel", devices.problem, true, create_cuda_backend,
          devices.is_faulty};
}

}  // namespace lyap
