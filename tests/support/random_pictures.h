#pragma once

#include "host/color/rgb_image.h"
#include "host/spec/option_values.h"
#include "tests/support/random.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lyap {

/// Two pictures of random colours, and in which bin the difference of each of their pixels is, none at first.
struct Pictures {
  explicit Pictures(Size picture_size)
      : size(picture_size), left(random_colors(1)), right(random_colors(2)), bins(left.size(), std::int8_t{-1}) {}

  std::vector<Rgb8> random_colors(std::uint64_t seed) const {
    Random random(seed);
    const auto level = [&] { return static_cast<std::uint8_t>(random.between(0, 255)); };
    std::vector<Rgb8> colors(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    for (Rgb8& color : colors) color = {level(), level(), level()};
    return colors;
  }

  std::size_t number(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(size.width) + static_cast<std::size_t>(column);
  }

  Size size;
  std::vector<Rgb8> left;
  std::vector<Rgb8> right;
  std::vector<std::int8_t> bins;
};

}  // namespace lyap
