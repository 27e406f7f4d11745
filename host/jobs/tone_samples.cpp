#include "host/jobs/tone_samples.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

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

RenderSpec sample_of(RenderSpec spec, std::int64_t most) {
  spec.precision = choose_precision(spec);
  spec.size = reduced(spec.size, most);
  return spec;
}

template <class T>
void append(std::span<const std::byte> bytes, std::vector<float>& exponents) {
  const auto* numbers = reinterpret_cast<const T*>(bytes.data());
  const std::size_t count = bytes.size() / sizeof(T);
  for (std::size_t i = 0; i < count; ++i) exponents.push_back(static_cast<float>(numbers[i]));
}

}  // namespace

RenderSpec tone_sample(const RenderSpec& spec) {
  return sample_of(spec, kMostPixels);
}

std::vector<RenderSpec> tone_samples(const Film& film) {
  std::vector<RenderSpec> samples;
  const std::int64_t frames = std::min(film.frames, kMostFrames);
  for (std::int64_t i = 0; i < frames; ++i) {
    samples.push_back(sample_of(film.frame_spec(i * film.frames / frames), kMostPixels / frames));
  }
  return samples;
}

void append_exponents(const Band& band, Precision precision, std::vector<float>& exponents) {
  if (precision == Precision::kFloat) {
    append<float>(band.pixels, exponents);
  } else {
    append<double>(band.pixels, exponents);
  }
}

}  // namespace lyap
