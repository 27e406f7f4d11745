#pragma once

#include "host/backends/cuda/cuda_staging.h"
#include "host/compute/frame.h"

#include <cstdint>
#include <memory>

namespace lyap {

/// The tables of a ParameterPlane in device memory.
template <class T>
class DevicePlane {
 public:
  /// Queues the copy of the tables of `plane`. No kernel may be using the previous tables any more.
  void upload_from(const ParameterPlane<T>& plane, const CudaStream& stream) {
    staging_.clear();
    const auto column_half_rates = staging_.add<T>(plane.columns().half_rates);
    const auto column_inverses = staging_.add<T>(plane.columns().inverses);
    const auto column_smallest = staging_.add<T>(plane.columns().smallest);
    const auto row_half_rates = staging_.add<T>(plane.rows().half_rates);
    const auto row_inverses = staging_.add<T>(plane.rows().inverses);
    const auto row_smallest = staging_.add<T>(plane.rows().smallest);
    const auto transitions = staging_.add<Transition>(plane.transitions());
    const auto steps = staging_.add<std::uint16_t>(plane.steps());
    staging_.send(stream);
    view_ = plane.view();
    view_.column_half_rates = staging_.at(column_half_rates);
    view_.column_inverses = staging_.at(column_inverses);
    view_.column_smallest = staging_.at(column_smallest);
    view_.row_half_rates = staging_.at(row_half_rates);
    view_.row_inverses = staging_.at(row_inverses);
    view_.row_smallest = staging_.at(row_smallest);
    view_.transitions = staging_.at(transitions);
    view_.steps = staging_.at(steps);
  }

  const PlaneView<T>& view() const { return view_; }

  /// Scratch memory of so many bytes, for kernels of any sequence.
  T* scratch(std::size_t bytes) {
    scratch_.reserve(bytes / sizeof(T));
    return scratch_.data();
  }

 private:
  CudaStaging staging_;
  DeviceBuffer<T> scratch_;
  PlaneView<T> view_{};
};

/// How a frame is shown, with its colours in device memory. Frames of a film share their colour table, which is then
/// copied once.
class DeviceColoring {
 public:
  /// Queues the copy of the frame's colours, if it has any and they are not on the device already. No kernel may be
  /// using the previous ones any more.
  void upload_from(const Frame& frame, const CudaStream& stream) {
    view_ = frame.coloring_view();
    if (!frame.coloring()) return;
    upload(frame.coloring()->colors, stream);
    view_.palette = palette_;
  }

  const ColoringView& view() const { return view_; }

 private:
  void upload(const std::shared_ptr<const ColorTable>& table, const CudaStream& stream) {
    if (uploaded_ == table) return;
    uploaded_.reset();  // until the tables are whole
    staging_.clear();
    const auto colors = staging_.add<std::uint32_t>(table->colors());
    const auto lumas = staging_.add<std::uint16_t>(table->lumas());
    staging_.send(stream);
    palette_ = table->view();
    palette_.colors = staging_.at(colors);
    palette_.lumas = staging_.at(lumas);
    uploaded_ = table;
  }

  ColoringView view_{};
  std::shared_ptr<const ColorTable> uploaded_;
  CudaStaging staging_;
  PaletteView palette_{};
};

}  // namespace lyap
