#pragma once

#include "host/color/palette.h"
#include "host/spec/render_spec.h"

#include <cstddef>
#include <vector>

namespace lyap {

inline constexpr int kMaxSmallWidth = 320;

/// A PNG file of the same window and colours, at most kMaxSmallWidth pixels wide and 4 times as high, of one sample a
/// pixel and not blurred. The more steps its pixels take, the fewer it has, so that one thread of the processor makes
/// it in some hundredths of a second and whatever is rendered meanwhile hardly notices. The tone must not be open.
/// Throws what Frame and backends throw.
std::vector<std::byte> small_picture(RenderSpec spec, const Palette& palette);

}  // namespace lyap
