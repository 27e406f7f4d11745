#pragma once

#include "host/compute/frame.h"
#include "host/explore/exponent_field.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace lyap {

/// What a level of a view lacks, as frames that can be computed in parts. For one thread at a time.
class MissingPixels {
 public:
  /// Has rows of a frame computed, by whatever computes, and calls `use` with their band.
  using Compute = std::function<void(const std::shared_ptr<const Frame>& frame, Rows rows,
                                     const std::function<void(const Band&)>& use)>;

  /// Every step-th pixel of every step-th row that the field lacks, all or those in rows of the picture among `parts`.
  /// The field must outlive it.
  MissingPixels(ExponentField& field, int step);
  MissingPixels(ExponentField& field, int step, std::span<const Rows> parts);

  bool empty() const { return pieces_.empty(); }

  /// Has what is missing in rows of the picture computed, and the field store it. Returns the map steps it took. Throws
  /// what `compute` throws.
  std::int64_t compute_in(Rows picture_rows, const Compute& compute);

 private:
  struct Piece {
    PixelSelection pixels;
    std::shared_ptr<const Frame> frame;
  };

  MissingPixels(ExponentField& field, std::vector<PixelSelection> selections);

  ExponentField& field_;
  std::vector<Piece> pieces_;
};

}  // namespace lyap
