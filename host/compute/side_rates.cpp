#include "host/compute/side_rates.h"

#include "host/spec/pixel_rates.h"
#include "kernels/plane_view.h"

namespace lyap {

PixelRates::PixelRates(const RenderSpec& spec, const std::string& letters, const SampleGrid& grid)
    : columns{static_cast<std::size_t>(grid.along(spec.size.width) + kColumnPadding), {}},
      rows{static_cast<std::size_t>(grid.along(spec.size.height)), {}} {
  for (const char letter : letters) {
    columns.rates.emplace_back();
    rows.rates.emplace_back();
    if (letter == spec.horizontal.letter) {
      columns.rates.back() = column_rates(spec, static_cast<int>(columns.count), grid);
    } else if (letter == spec.vertical.letter) {
      rows.rates.back() = row_rates(spec, grid);
    } else {
      rows.rates.back().assign(rows.count, spec.constants.at(letter));
    }
  }
}

LetterWalk::LetterWalk(const RenderSpec& spec, const std::string& letters)
    : transient(spec.transient), terms(spec.iterations - 1) {
  const std::size_t length = spec.sequence.least_period();
  const auto start = static_cast<std::size_t>(spec.phase % static_cast<std::int64_t>(length));
  for (std::size_t n = 0; n < length; ++n) {
    period.push_back(static_cast<std::uint8_t>(letters.find(spec.sequence.at(start + n))));
  }
}

std::vector<std::int64_t> LetterWalk::counts_in_sum(std::size_t letter_count) const {
  const auto length = static_cast<std::int64_t>(period.size());
  std::vector<std::int64_t> counts(letter_count, 0);
  for (std::int64_t n = 0; n < length; ++n) {
    const std::int64_t behind_start = (n - transient % length + length) % length;
    counts[period[static_cast<std::size_t>(n)]] += terms / length + (behind_start < terms % length ? 1 : 0);
  }
  return counts;
}

}  // namespace lyap
