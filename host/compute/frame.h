#pragma once

#include "host/color/coloring.h"
#include "host/compute/plane.h"
#include "kernels/pixel_format.h"

#include <cstddef>
#include <optional>

namespace lyap {

/// What a backend gives of every pixel beside its bytes.
enum class Beside { kNothing, kPeriods };

/// What a backend is to make of a plane: its exponents as they are, or pixels that are coloured where they are
/// computed. Immutable: any number of threads may use it at the same time, and backends share it
/// between threads and bands.
class Frame {
 public:
  /// The exponents themselves, float or double as the plane's precision says. Throws InvalidInput if the spec is not
  /// valid.
  explicit Frame(const RenderSpec& spec, Beside beside = Beside::kNothing);
  /// Pixels in the format and the colours of `coloring`; what the spec says of what is shown does not count. Throws
  /// InvalidInput if the spec is not valid, if periods are to be shown that it does not look for, or if a side of the
  /// picture is odd where one chroma sample stands for 2×2 pixels.
  Frame(const RenderSpec& spec, Coloring coloring, Beside beside = Beside::kNothing);

  const Plane& plane() const { return plane_; }
  /// Nothing for exponents.
  const std::optional<Coloring>& coloring() const { return coloring_; }
  /// That of the coloring, or what stores exponents; valid as long as the frame lives.
  ColoringView coloring_view() const;
  bool with_periods() const { return beside_ == Beside::kPeriods; }

  Size size() const { return plane_.size(); }
  Precision precision() const { return plane_.precision(); }
  PixelFormat format() const { return coloring_ ? coloring_->format() : PixelFormat::kExponents; }
  /// Of planar formats, bytes of a row of lumas.
  std::size_t bytes_per_row() const;
  /// Bytes of a band of so many rows; planar formats have no band but the whole frame.
  std::size_t bytes_of_rows(int rows) const;

 private:
  Plane plane_;
  std::optional<Coloring> coloring_;
  Beside beside_;
};

}  // namespace lyap
