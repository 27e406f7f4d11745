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
    const SidePlaces columns = add(plane.columns());
    const SidePlaces rows = add(plane.rows());
    const auto steps = staging_.add<std::uint16_t>(plane.steps());
    staging_.send(stream);
    view_ = plane.view();
    point(columns, view_.columns);
    point(rows, view_.rows);
    view_.steps = staging_.at(steps);
  }

  const PlaneView<T>& view() const { return view_; }

 private:
  struct SidePlaces {
    CudaStaging::Place<T> factors;
    CudaStaging::Place<T> offsets;
    CudaStaging::Place<T> rate_kinds;
    CudaStaging::Place<T> mean_logarithms;
  };

  SidePlaces add(const SideTables<T>& side) {
    return {staging_.add<T>(side.factors), staging_.add<T>(side.offsets), staging_.add<T>(side.rate_kinds),
            staging_.add<T>(side.mean_logarithms)};
  }

  /// What the plane does not have stays null.
  void point(const SidePlaces& places, SideView<T>& side) const {
    side.factors = staging_.at(places.factors);
    side.offsets = staging_.at(places.offsets);
    if (side.rate_kinds == nullptr) return;
    side.rate_kinds = staging_.at(places.rate_kinds);
    side.mean_logarithms = staging_.at(places.mean_logarithms);
  }

  CudaStaging staging_;
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
    upload(frame.coloring()->toning.table, stream);
    view_.tone.indices = tone_indices_;
    if (frame.averaging() != nullptr) upload(frame.coloring()->averaging, stream);
  }

  const ColoringView& view() const { return view_; }
  /// Of a frame whose pixels are averaged.
  const AveragingView& averaging() const { return averaging_; }

 private:
  void upload(const std::shared_ptr<const Averaging>& averaging, const CudaStream& stream) {
    if (uploaded_averaging_ == averaging) return;
    uploaded_averaging_.reset();  // until the tables are whole
    averaging_staging_.clear();
    const auto weights = averaging_staging_.add<std::int32_t>(averaging->weights());
    const auto light = averaging_staging_.add<std::uint64_t>(averaging->light());
    const auto encoded = averaging_staging_.add<std::uint16_t>(averaging->encoded());
    const auto levels = averaging_staging_.add<std::uint32_t>(averaging->levels());
    averaging_staging_.send(stream);
    averaging_ = averaging->view();
    averaging_.weights = averaging_staging_.at(weights);
    averaging_.light = averaging_staging_.at(light);
    averaging_.encoded = averaging_staging_.at(encoded);
    if (averaging_.levels != nullptr) averaging_.levels = averaging_staging_.at(levels);
    uploaded_averaging_ = averaging;
  }

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

  void upload(const std::shared_ptr<const ToneTable>& table, const CudaStream& stream) {
    if (uploaded_tones_ == table) return;
    uploaded_tones_.reset();  // until the table is whole
    tone_indices_ = nullptr;
    if (table == nullptr) return;
    tone_staging_.clear();
    const auto indices = tone_staging_.add<std::uint16_t>(table->indices());
    tone_staging_.send(stream);
    tone_indices_ = tone_staging_.at(indices);
    uploaded_tones_ = table;
  }

  ColoringView view_{};
  std::shared_ptr<const ToneTable> uploaded_tones_;
  CudaStaging tone_staging_;
  const std::uint16_t* tone_indices_ = nullptr;
  std::shared_ptr<const ColorTable> uploaded_;
  CudaStaging staging_;
  PaletteView palette_{};
  std::shared_ptr<const Averaging> uploaded_averaging_;
  CudaStaging averaging_staging_;
  AveragingView averaging_{};
};

}  // namespace lyap
