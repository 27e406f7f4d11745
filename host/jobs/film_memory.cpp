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

std::uint64_t frame_memory(Size size, PixelFormat format) {
  const auto pixels = static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height);
  // Chroma that several pixels share is made from the picture as palette indices.
  const std::uint64_t indices = has_subsampled_chroma(format) ? pixels * sizeof(std::uint16_t) : 0;
  return picture_bytes(format, size) + indices;
}

void check_film_memory(Size size, PixelFormat format, std::size_t slots, std::uint64_t available) {
  const std::uint64_t frame = frame_memory(size, format);
  if (frame <= available / slots) return;
  throw Failure(fmt::format(
      "the film would need {} of memory, for {} frame{} of {} in flight, and {} are left; make the frames smaller{}",
      gibibytes(frame * slots), slots, slots == 1 ? "" : "s", gibibytes(frame), gibibytes(available),
      slots > 1 ? ", or set fewer in flight" : ""));
}

}  // namespace lyap
