#include "host/compute/zero_orbits.h"

#include "host/compute/scales.h"
#include "kernels/plane_view.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace lyap {
namespace {

enum Kind : std::uint8_t { kZero, kTwo, kFour, kOther };
constexpr std::array kKinds = {kZero, kTwo, kFour, kOther};
static_assert(kKinds.size() == PlaneView<double>::kRateKinds);

Kind kind_of(double rate) {
  if (rate == 0) return kZero;
  if (rate == 2) return kTwo;
  return rate == 4 ? kFour : kOther;
}

/// What the orbit from x0 with rates of these kinds, one after the other, does: see ZeroOrbits::row_kinds.
int class_of(double x0, std::span<const Kind> kinds, std::int64_t transient) {
  if (x0 == 0 || x0 == 1) return 1;
  bool at_half = x0 == 0.5;
  bool vanishes = false;
  std::int64_t step = 0;
  for (const Kind kind : kinds) {
    ++step;
    if (kind == kZero || (at_half && kind == kFour)) return vanishes ? 2 : 1;
    at_half = at_half && kind == kTwo;
    vanishes = vanishes || (at_half && step > transient);
  }
  return 0;
}

}  // namespace

ZeroOrbits::ZeroOrbits(const RenderSpec& spec, const PixelRates& rates, const LetterWalk& walk) {
  const std::size_t columns = rates.columns.count;
  const std::size_t rows = rates.rows.count;
  const auto letters = rates.rows.rates.size();
  std::size_t horizontal = 0;
  while (horizontal < letters && !rates.columns.has(horizontal)) ++horizontal;
  column_kinds.assign(kKinds.size() * columns, 0);
  row_kinds.assign(kKinds.size() * rows, 0);
  std::array<bool, kKinds.size()> is_met{};
  for (std::size_t i = 0; i < columns; ++i) {
    const Kind kind = horizontal < letters ? kind_of(rates.columns.rates[horizontal][i]) : kOther;
    column_kinds[kind * columns + i] = 1;
    is_met[kind] = true;
  }

  const auto steps = std::min(static_cast<std::int64_t>(walk.period.size()), walk.transient + walk.terms);
  std::vector<Kind> kinds(static_cast<std::size_t>(steps));
  for (std::size_t j = 0; j < rows; ++j) {
    for (const Kind kind : kKinds) {
      if (!is_met[kind]) continue;
      for (std::size_t n = 0; n < kinds.size(); ++n) {
        const std::size_t letter = walk.period[n];
        kinds[n] = letter == horizontal ? kind : kind_of(rates.rows.rates[letter][j]);
      }
      const int found = class_of(spec.x0, kinds, walk.transient);
      row_kinds[kind * rows + j] = found;
      any = any || found > 0;
    }
  }
  if (any) return;
  column_kinds.clear();
  row_kinds.clear();
}

std::vector<double> mean_logarithms(const SideRates& side, const LetterWalk& walk) {
  const std::vector<std::int64_t> counts = walk.counts_in_sum(side.rates.size());
  std::vector<double> means(side.count, 0.0);
  for (std::size_t letter = 0; letter < side.rates.size(); ++letter) {
    if (!side.has(letter) || counts[letter] == 0) continue;
    const double share = static_cast<double>(counts[letter]) / static_cast<double>(walk.terms);
    for (std::size_t i = 0; i < side.count; ++i) means[i] += share * logarithm_of(side.rates[letter][i]);
  }
  return means;
}

}  // namespace lyap
