#pragma once

#include "host/spec/pixel_selection.h"
#include "host/spec/render_spec.h"
#include "host/spec/sample_grid.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lyap {

/// The rates of the letters that vary along one side of the picture or, on the rows' side, not at all.
struct SideRates {
  /// Columns, those behind the last included, or rows.
  std::size_t count;
  /// By the number of the letter; empty for letters of the other side.
  std::vector<std::vector<double>> rates;

  bool has(std::size_t letter) const { return !rates[letter].empty(); }
};

/// Both sides of a grid of samples, in double. `letters` are the distinct letters of the sequence, in the order of
/// their numbers.
struct PixelRates {
  PixelRates(const RenderSpec& spec, const std::string& letters, const SampleGrid& grid);
  /// Those of some pixels only.
  PixelRates(const RenderSpec& spec, const std::string& letters, const PixelSelection& pixels);

  SideRates columns;
  SideRates rows;
};

/// A spec's orbit as numbers of letters.
struct LetterWalk {
  LetterWalk(const RenderSpec& spec, const std::string& letters);

  /// The letters of the steps of a period, the shortest of which the sequence is a repetition, from the first step on.
  std::vector<std::uint8_t> period;
  /// Map steps before the sum, and those in it.
  std::int64_t transient;
  std::int64_t terms;

  /// How often the sum meets each letter.
  std::vector<std::int64_t> counts_in_sum(std::size_t letter_count) const;
};

}  // namespace lyap
