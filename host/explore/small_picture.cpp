#include "host/explore/small_picture.h"

#include "host/backends/chosen_backend.h"
#include "host/color/coloring.h"
#include "host/compute/frame.h"
#include "host/output/picture_file.h"
#include "host/output/png_writer.h"
#include "host/render/still.h"
#include "host/system/memory_sink.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace lyap {
namespace {

/// What a thread with vectors computes in about 20 ms.
constexpr double kMaxSteps = 5e7;
constexpr int kMinSide = 8;

Size small_size(const RenderSpec& spec) {
  const auto [width, height] = spec.size;
  const double steps = static_cast<double>(spec.transient) + static_cast<double>(spec.iterations);
  const double pixels = static_cast<double>(width) * height;
  const double scale = std::min({1.0, static_cast<double>(kMaxSmallWidth) / width, 4.0 * kMaxSmallWidth / height,
                                 std::sqrt(kMaxSteps / (steps * pixels))});
  const auto side = [&](int whole) {
    return std::clamp(static_cast<int>(whole * scale), std::min(kMinSide, whole), whole);
  };
  return {side(width), side(height)};
}

}  // namespace

std::vector<std::byte> small_picture(RenderSpec spec, const Palette& palette) {
  spec.size = small_size(spec);
  spec.sampling = {};
  const PixelFormat format = picture_file_format(spec, palette);
  const auto frame = std::make_shared<const Frame>(spec, coloring_of(spec, palette, format));
  const auto backend = make_chosen_backend("cpu", {.threads = 1}).backend;
  MemorySink memory;
  PngWriter png(memory, painted_file_of(spec.size, look_of(spec, palette, kPaletteDepth)));
  render_still(*backend, kSlotsPerDevice, frame,
               {.store = [&](const Band& band) { png.write_rows(band.pixels); }, .progress = {}});
  png.finish();
  return memory.take_bytes();
}

}  // namespace lyap
