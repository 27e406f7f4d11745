#include "host/compute/side_rates.h"

#include "host/spec/pixel_rates.h"
#include "kernels/plane_view.h"

namespace lyap {
namespace {

/// The numbers at the places, and behind them `padding` times the last.
std::vector<double> selected(const std::vector<double>& numbers, const std::vector<int>& places, int padding) {
  std::vector<double> chosen;
  chosen.reserve(places.size() + static_cast<std::size_t>(padding));
  for (const int place : places) chosen.push_back(numbers[static_cast<std::size_t>(place)]);
  chosen.insert(chosen.end(), static_cast<std::size_t>(padding), chosen.back());
  return chosen;
}

void select(SideRates& side, const std::vector<int>& places, int padding) {
  side.count = places.size() + static_cast<std::size_t>(padding);
  for (std::vector<double>& rates : side.rates) {
    if (!rates.empty()) rates = selected(rates, places, padding);
  }
}

}  // namespace

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

PixelRates::PixelRates(const RenderSpec& spec, const std::string& letters, const PixelSelection& pixels)
    : PixelRates(spec, letters, SampleGrid{}) {
  select(columns, pixels.columns, kColumnPadding);
  select(rows, pixels.rows, 0);
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
