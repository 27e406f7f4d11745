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
    case PixelFormat::kYuv420p12:
      return "yuv420p12le";
    case PixelFormat::kYuv422p10:
      return "yuv422p10le";
    case PixelFormat::kYuv444p10:
      return "yuv444p10le";
    case PixelFormat::kGbrp10:
      return "gbrp10le";
    case PixelFormat::kRgb48:
      return "rgb48be";
    case PixelFormat::kIndexed16:
      return "gray16le";
    case PixelFormat::kExponents:
      break;
  }
  return "exponents";
}

void check_sides(PixelFormat format, Size size) {
  const bool is_odd =
      (has_subsampled_chroma(format) && size.width % 2 != 0) || (subsamples_rows(format) && size.height % 2 != 0);
  if (!is_odd) return;
  const PixelFormat any = bits_of_level(format) > 8 ? PixelFormat::kYuv444p10 : PixelFormat::kYuv444p;
  throw InvalidInput("size", fmt::format("{}x{}: {} needs {}; {} takes any", size.width, size.height, name_of(format),
                                         subsamples_rows(format) ? "even sides" : "an even width", name_of(any)));
}

std::size_t picture_bytes(PixelFormat format, Size size) {
  const auto pixels = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
  const std::size_t first_plane = pixels * bytes_per_pixel(format, 0);
  if (!is_planar(format)) return first_plane;
  if (subsamples_rows(format)) return first_plane * 3 / 2;
  return first_plane * (has_subsampled_chroma(format) ? 2 : 3);
}

}  // namespace lyap
