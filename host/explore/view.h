#pragma once

#include "host/color/palette.h"
#include "host/compute/backend.h"
#include "host/explore/exponent_field.h"
#include "host/explore/exponent_histogram.h"
#include "host/explore/shared_backend.h"
#include "host/output/png_writer.h"
#include "host/spec/render_spec.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace lyap {

/// A picture that somebody looks at while it is computed.
struct View {
  RenderSpec spec;
  Palette palette;
  /// Coarse to fine: every step-th pixel of every step-th row is shown, 1 to 16, falling.
  std::vector<int> steps{4, 2, 1};
};

/// What is known of a view before its first pixel.
struct ViewHead {
  /// The picture with its precision and its tone, which are not open any more.
  RenderSpec spec;
  /// Size and palette as a PNG file of the picture has them; the palette is empty where pixels are RGB.
  PngImage image;
};

/// Rows [first, first + count) of every step-th pixel of every step-th row of a view.
struct ViewRows {
  int step;
  Rows rows;
  int columns;
  /// Whether pixels are averages of their samples, as the view asks; else they are the sample in their centre.
  bool averaged;
  /// RGB, or indices where there is a palette; valid during the call.
  std::span<const std::byte> pixels;
  /// Whether they are RGB though the head has a palette, as averages are.
  bool is_rgb;
};

/// What comes after the last pixel.
struct ViewEnd {
  /// Map steps that were computed for this view.
  std::int64_t steps;
  ExponentHistogram histogram;
};

/// Called by the thread that renders the view.
struct ViewCallbacks {
  std::function<void(const ViewHead&)> begin;
  std::function<void(const ViewRows&)> store;
};

/// Renders a view. `field`, which may be null, is that of another view, which may know some exponents of this one, and
/// gets what is known of this one, also when the work ends early. The pixels of step 1 are those of the picture's PNG
/// file, to the bit. Levels that tell nothing new are left out. What the tone leaves open is found among every fourth
/// pixel of every fourth row. Uses that many threads to colour, 0 for all processors. Throws Interrupted, InvalidInput
/// if the view is not valid, and what the backend and the callbacks throw.
ViewEnd render_view(const View& view, SharedBackend& backend, int threads, std::unique_ptr<ExponentField>& field,
                    const ViewCallbacks& callbacks, const std::stop_token& stop);

}  // namespace lyap
