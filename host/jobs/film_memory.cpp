#include "host/jobs/film_memory.h"

#include "host/base/error.h"

#include <string>

#include <fmt/format.h>

namespace lyap {
namespace {

std::string gibibytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} GiB", static_cast<double>(bytes) / (1U << 30U));
}

}  // namespace

std::uint64_t frame_memory(Size size, PixelFormat format, bool averages_colors) {
  const auto pixels = static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height);
  // Chroma that several pixels share is made from the picture as palette indices, or as a chroma and a luma a pixel.
  const std::uint64_t bytes_before =
      averages_colors ? sizeof(std::uint32_t) + sizeof(std::uint16_t) : sizeof(std::uint16_t);
  return picture_bytes(format, size) + (has_subsampled_chroma(format) ? pixels * bytes_before : 0);
}

void check_film_memory(Size size, PixelFormat format, bool averages_colors, std::size_t slots, std::uint64_t available,
                       std::uint64_t table_bytes) {
  const std::uint64_t frame = frame_memory(size, format, averages_colors) + table_bytes;
  if (frame <= available / slots) return;
  throw Failure(fmt::format(
      "the film would need {} of memory, for {} frame{} of {} in flight, and {} are left; make the frames smaller{}",
      gibibytes(frame * slots), slots, slots == 1 ? "" : "s", gibibytes(frame), gibibytes(available),
      slots > 1 ? ", or set fewer in flight" : ""));
}

}  // namespace lyap
