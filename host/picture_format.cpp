#include "host/picture_format.h"

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
    case PixelFormat::kExponents:
      break;
  }
  return "exponents";
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
