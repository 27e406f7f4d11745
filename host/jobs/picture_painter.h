#pragma once

#include "host/backends/cpu/deep_painter.h"
#include "host/backends/cpu/exponent_painter.h"
#include "host/color/picture_look.h"
#include "host/compute/backend.h"
#include "host/spec/render_spec.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>

namespace lyap {

/// Makes the pixels of a PNG file, as picture_file_of() describes it, from exponents and periods. For one thread at a
/// time.
class PicturePainter {
 public:
  /// `precision`, kFloat or kDouble, is that of the exponents. Uses that many threads, 0 for all processors.
  PicturePainter(const PictureLook& look, Precision precision, int threads);

  /// The pixels of a band of exponents that has its periods beside it if periods are shown, of a sequence with so many
  /// letters; valid until the next call.
  std::span<const std::byte> paint(const Band& band, std::int32_t sequence_period);

 private:
  Quantity shown_;
  std::variant<ExponentPainter, DeepPainter> painter_;
};

}  // namespace lyap
