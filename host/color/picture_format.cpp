#include "host/color/picture_format.h"

#include "host/base/error.h"

#include <fmt/format.h>

namespace lyap {

const char* name_of(PixelFormat format) {
  switch (format) {
    case PixelFormat::kIndexed8:
      return "pal8";
    case PixelFormat::kRgb24:
      return "rgb24";
    case PixelFormat::kYuv444p:
      return "yuv444p";
    case PixelFormat::kYuv420p:
      return "yuv420p";
    case PixelFormat::kYuv420p10:
      return "yuv420p10le";
    case PixelFormat::kIndexed16:
      return "gray16le";
    case PixelFormat::kExponents:
      break;
  }
  return "exponents";
}

void check_sides(PixelFormat format, Size size) {
  const bool is_even = size.width % 2 == 0 && size.height % 2 == 0;
  if (is_even || !has_subsampled_chroma(format)) return;
  throw InvalidInput("size", fmt::format("{}x{}: {} needs even sides; {} takes any", size.width, size.height,
                                         name_of(format), name_of(PixelFormat::kYuv444p)));
}

std::size_t picture_bytes(PixelFormat format, Size size) {
  const auto pixels = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
  switch (format) {
    case PixelFormat::kYuv420p:
      return pixels * 3 / 2;
    case PixelFormat::kYuv420p10:
    case PixelFormat::kYuv444p:
      return pixels * 3;
    default:
      return pixels * bytes_per_pixel(format, 0);
  }
}

}  // namespace lyap
