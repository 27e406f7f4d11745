#include "host/jobs/closed_tone.h"

#include "host/color/tone_statistics.h"
#include "host/render/still.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace lyap {
namespace {

constexpr std::int64_t kMostPixels = std::int64_t{1} << 19;
constexpr std::int64_t kMostFrames = 16;

/// The size with at most about so many pixels, of the same shape.
Size reduced(Size size, std::int64_t most) {
  const double ratio = std::sqrt(static_cast<double>(most) / size.width / size.height);
  if (ratio >= 1) return size;
  const auto side = [&](int pixels) { return std::max(1, static_cast<int>(std::lround(pixels * ratio))); };
  return {side(size.width), side(size.height)};
}

template <class T>
void append(std::span<const std::byte> bytes, std::vector<float>& exponents) {
  const auto* numbers = reinterpret_cast<const T*>(bytes.data());
  const std::size_t count = bytes.size() / sizeof(T);
  for (std::size_t i = 0; i < count; ++i) exponents.push_back(static_cast<float>(numbers[i]));
}

void append_sample(RenderSpec spec, std::int64_t most, Backend& backend, const std::stop_token& stop,
                   std::vector<float>& exponents) {
  spec.precision = choose_precision(spec);
  spec.size = reduced(spec.size, most);
  const auto frame = std::make_shared<const Frame>(spec);
  const auto store = [&](const Band& band) {
    if (spec.precision == Precision::kFloat) {
      append<float>(band.pixels, exponents);
    } else {
      append<double>(band.pixels, exponents);
    }
  };
  render_still(backend, 1, frame, {store, {}}, stop);
}

}  // namespace

Tone closed_tone(const RenderSpec& spec, Backend& backend, const std::stop_token& stop) {
  if (!spec.tone.is_open()) return spec.tone;
  std::vector<float> exponents;
  append_sample(spec, kMostPixels, backend, stop, exponents);
  return found_tone(spec.tone, std::move(exponents));
}

Tone closed_tone(const Film& film, Backend& backend, const std::stop_token& stop) {
  const Tone& tone = film.picture.tone;
  if (!tone.is_open()) return tone;
  std::vector<float> exponents;
  const std::int64_t frames = std::min(film.frames, kMostFrames);
  for (std::int64_t i = 0; i < frames; ++i) {
    append_sample(film.frame_spec(i * film.frames / frames), kMostPixels / frames, backend, stop, exponents);
  }
  return found_tone(tone, std::move(exponents));
}

}  // namespace lyap
