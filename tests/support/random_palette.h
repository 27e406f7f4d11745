#pragma once

#include "host/color/palette.h"
#include "tests/support/random.h"

#include <cstdint>

namespace lyap {

/// A palette of so many random colours.
inline Palette random_palette(Random& random, int entries) {
  const auto level = [&] { return static_cast<std::uint8_t>(random.between(0, 255)); };
  Palette palette{"random", {}};
  for (int i = 0; i < entries; ++i) palette.entries.push_back({level(), level(), level()});
  return palette;
}

}  // namespace lyap
