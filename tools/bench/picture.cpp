#include "tools/bench/picture.h"

#include "host/color/continuous_palette.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {
namespace {

bool has_default_window(const BenchPicture& picture) {
  return picture.window == BenchWindow();
}

}  // namespace

Size largest_of(const std::vector<Size>& sizes) {
  return std::ranges::max(sizes, {}, [](Size size) { return std::int64_t{size.width} * size.height; });
}

RenderSpec bench_spec(const std::string& sequence, Size size, std::int64_t iterations, Precision precision,
                      const BenchWindow& window) {
  RenderSpec spec{.sequence = Sequence::parse(sequence), .constants = {}};
  spec.size = size;
  spec.horizontal = {'A', window.a};
  spec.vertical = {'B', window.b};
  spec.iterations = iterations;
  spec.precision = precision;
  spec.validate();
  return spec;
}

BenchPicture bench_picture(const RenderSpec& spec, const std::string& sequence) {
  return {sequence,
          spec.size.width,
          spec.size.height,
          spec.iterations,
          name_of(choose_precision(spec)),
          {spec.horizontal.range, spec.vertical.range}};
}

RenderSpec spec_of(const BenchPicture& picture) {
  const bool is_float = picture.precision == name_of(Precision::kFloat);
  return bench_spec(picture.sequence, {picture.width, picture.height}, picture.iterations,
                    is_float ? Precision::kFloat : Precision::kDouble, picture.window);
}

std::shared_ptr<const Frame> bench_frame(const BenchPicture& picture, OrbitEnd end) {
  RenderSpec spec = spec_of(picture);
  spec.brute_force = end == OrbitEnd::kBruteForce;
  const auto colors = std::make_shared<const ColorTable>(entry_colors(find_palette("viridis")), PixelFormat::kIndexed8);
  return std::make_shared<const Frame>(spec, Coloring{colors});
}

std::string text_of(const BenchPicture& picture) {
  const auto& [a, b] = picture.window;
  const std::string text = fmt::format("{} {}x{} N={} {}", picture.sequence, picture.width, picture.height,
                                       picture.iterations, picture.precision);
  return has_default_window(picture) ? text : fmt::format("{} A {}:{} B {}:{}", text, a.min, a.max, b.min, b.max);
}

std::string place_of(const BenchPicture& picture) {
  const auto& [a, b] = picture.window;
  if (has_default_window(picture)) return picture.sequence;
  return fmt::format("{} {}:{} x {}:{}", picture.sequence, a.min, a.max, b.min, b.max);
}

}  // namespace lyap
