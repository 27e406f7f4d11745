#include "host/color/ultra_fractal_gradient.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/base/text_lines.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr int kPlaces = 400;

/// What stands between "gradient:" and the end of the first gradient, or its opacity.
std::string_view first_gradient(std::string_view text) {
  constexpr std::string_view kBegin = "gradient:";
  const std::size_t begin = text.find(kBegin);
  if (begin == text.npos) throw InvalidInput("has no 'gradient:'");
  text.remove_prefix(begin + kBegin.size());
  return text.substr(0, std::min({text.find('}'), text.find("opacity:"), text.size()}));
}

/// N of a word "KEY=N"; nothing of other words. Throws InvalidInput where N is none.
std::optional<int> number_of(std::string_view word, std::string_view key) {
  if (!word.starts_with(key)) return std::nullopt;
  const std::string_view digits = word.substr(key.size());
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error == std::errc{} && end == digits.data() + digits.size()) return number;
  throw InvalidInput(fmt::format("has {}, which is no whole number", in_quotes(word)));
}

/// The colours that are given, by their indices.
std::map<int, Rgb8> given_colors(std::string_view gradient) {
  std::map<int, Rgb8> colors;
  std::optional<int> index;
  while (true) {
    const std::string_view word = take_word(gradient);
    if (word.empty()) return colors;
    if (const auto number = number_of(word, "index=")) index = (*number % kPlaces + kPlaces) % kPlaces;
    const auto color = number_of(word, "color=");
    if (!color || !index) continue;
    const auto bits = static_cast<std::uint32_t>(*color);
    colors[*index] = {static_cast<std::uint8_t>(bits), static_cast<std::uint8_t>(bits >> 8U),
                      static_cast<std::uint8_t>(bits >> 16U)};
  }
}

Rgb8 mixed(const Rgb8& from, const Rgb8& to, double share) {
  const auto mix = [&](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(std::lround(a + (b - a) * share));
  };
  return {mix(from.r, to.r), mix(from.g, to.g), mix(from.b, to.b)};
}

}  // namespace

std::vector<Rgb8> read_ultra_fractal_gradient(std::string_view text) {
  const std::map<int, Rgb8> given = given_colors(first_gradient(text));
  if (given.empty()) throw InvalidInput("has no index=N color=N");
  std::vector<Rgb8> colors;
  for (int i = 0; i < kPlaces; ++i) {
    const auto next = given.upper_bound(i);
    const auto& [begin, from] = next == given.begin() ? *given.rbegin() : *std::prev(next);
    const auto& [end, to] = next == given.end() ? *given.begin() : *next;
    const int length = (end - begin + kPlaces - 1) % kPlaces + 1;
    const int way = (i - begin + kPlaces) % kPlaces;
    colors.push_back(mixed(from, to, static_cast<double>(way) / length));
  }
  return colors;
}

}  // namespace lyap
