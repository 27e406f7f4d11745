#include "tools/bench/bench_picture.h"

#include <fmt/format.h>

namespace lyap {

RenderSpec bench_spec(const std::string& sequence, Size size, std::int64_t iterations, Precision precision) {
  RenderSpec spec{.sequence = Sequence::parse(sequence), .constants = {}};
  spec.size = size;
  spec.iterations = iterations;
  spec.precision = precision;
  spec.validate();
  return spec;
}

BenchPicture bench_picture(const RenderSpec& spec, const std::string& sequence) {
  return {sequence, spec.size.width, spec.size.height, spec.iterations, name_of(choose_precision(spec))};
}

RenderSpec spec_of(const BenchPicture& picture) {
  const bool is_float = picture.precision == name_of(Precision::kFloat);
  return bench_spec(picture.sequence, {picture.width, picture.height}, picture.iterations,
                    is_float ? Precision::kFloat : Precision::kDouble);
}

std::string text_of(const BenchPicture& picture) {
  return fmt::format("{} {}x{} N={} {}", picture.sequence, picture.width, picture.height, picture.iterations,
                     picture.precision);
}

}  // namespace lyap
