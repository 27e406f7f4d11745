#pragma once

#include "host/spec/render_spec.h"
#include "tests/support/random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {

/// All that a spec says, for failure messages.
inline std::string spec_text(const RenderSpec& spec) {
  return fmt::format("{} {}x{} {}={:a}:{:a} {}={:a}:{:a} constants {} N {} transient {} phase {} x0 {} {}",
                     spec.sequence.compact(), spec.size.width, spec.size.height, spec.horizontal.letter,
                     spec.horizontal.range.min, spec.horizontal.range.max, spec.vertical.letter,
                     spec.vertical.range.min, spec.vertical.range.max, spec.constants, spec.iterations, spec.transient,
                     spec.phase, spec.x0, name_of(spec.precision));
}

/// One to 40 letters, or, for one sequence in eight, up to 70, which are computed in the plain form; every second
/// sequence has runs, as those that people write.
inline std::string random_letters(Random& random) {
  const int distinct = random.between(1, 5);
  const int longest_run = random.between(0, 1) == 0 ? 1 : 9;
  const int period = random.between(0, 7) == 0 ? random.between(41, 70) : random.between(1, 40);
  std::string letters;
  while (static_cast<int>(letters.size()) < period) {
    const int run = std::min(random.between(1, longest_run), period - static_cast<int>(letters.size()));
    letters.append(static_cast<std::size_t>(run), static_cast<char>('A' + random.between(0, distinct - 1)));
  }
  return letters;
}

/// A window of ordinary rates, of all rates, of a few numbers of type double, or with rates of 0, 2 and 4 at its ends.
inline Range random_window(Random& random) {
  switch (random.between(0, 5)) {
    case 0:
      return {random.uniform(-10, 0), random.uniform(0, 10)};
    case 1: {
      const double min = random.uniform(0, 4);
      return {min, min + random.between(1, 9) * (std::nextafter(min, 5.0) - min)};
    }
    case 2: {
      const double min = random.uniform(2, 4);
      return {min, min + std::ldexp(1.0, -random.between(10, 40))};
    }
    case 3:
      return {random.between(0, 1) * 2.0, 4};
    default:
      return {random.uniform(0, 2.5), random.uniform(3, 4)};
  }
}

/// Sides around the widths that vector code works in - blocks of 12 to 96 pixels - and degenerate ones.
inline Size random_size(Random& random) {
  constexpr std::array kWidths{1,  2,  5,  11, 12, 13, 23, 24, 25,  47,  48,  49,  50,
                               63, 64, 65, 95, 96, 97, 98, 99, 126, 127, 128, 129, 200};
  const int width = kWidths[static_cast<std::size_t>(random.between(0, static_cast<int>(kWidths.size()) - 1))];
  return {width, random.between(0, 2) == 0 ? 1 : random.between(2, 17)};
}

/// Anywhere, at an end of the interval, or next to one.
inline double random_start(Random& random) {
  switch (random.between(0, 5)) {
    case 0:
      return random.between(0, 1);
    case 1:
      return std::ldexp(1.0, -random.between(10, 1000));
    default:
      return random.uniform(0, 1);
  }
}

/// The most points of an orbit that a random spec has; small pictures have as many.
inline constexpr std::int64_t kLongestOrbit = 5000;

/// A valid spec of any kind whose picture takes about `steps` map steps.
inline RenderSpec random_spec(Random& random, std::int64_t steps) {
  const std::string letters = random_letters(random);
  RenderSpec spec{.sequence = Sequence::parse(letters), .constants = {}};
  spec.size = random_size(random);
  if (random.between(0, 3) == 0) spec.size = {spec.size.height, spec.size.width};
  spec.horizontal.range = random_window(random);
  spec.vertical.range = random_window(random);
  if (random.between(0, 3) == 0) std::swap(spec.horizontal.letter, spec.vertical.letter);
  if (random.between(0, 3) == 0) spec.horizontal.letter = 'C';
  for (const char letter : spec.sequence.distinct()) {
    const bool on_axis = letter == spec.horizontal.letter || letter == spec.vertical.letter;
    if (!on_axis) spec.constants[letter] = random.between(0, 9) == 0 ? 0 : random.uniform(1, 4);
  }
  const std::int64_t longest = std::max<std::int64_t>(
      2, std::min<std::int64_t>(kLongestOrbit, steps / (std::int64_t{spec.size.width} * spec.size.height)));
  spec.iterations = random.between(0, 3) == 0 ? longest : random.between(2, static_cast<int>(longest));
  if (random.between(0, 2) == 0) spec.transient = random.between(1, 200);
  spec.phase = random.between(0, 99);
  if (random.between(0, 2) == 0) spec.x0 = random_start(random);
  return spec;
}

/// The longest sequence there can be, of all letters; a row is no whole number of blocks.
inline RenderSpec longest_spec(Random& random) {
  std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  while (letters.size() < Sequence::kMaxPeriod) letters += static_cast<char>('A' + random.between(0, 25));
  RenderSpec spec{.sequence = Sequence::parse(letters), .constants = {}};
  for (char letter = 'C'; letter <= 'Z'; ++letter) spec.constants[letter] = random.uniform(2.4, 3.8);
  spec.size = {131, 2};
  return spec;
}

}  // namespace lyap
