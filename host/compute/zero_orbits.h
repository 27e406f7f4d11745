#pragma once

#include "host/compute/side_rates.h"
#include "host/spec/render_spec.h"

#include <vector>

namespace lyap {

/// Which orbits come to x = 0 exactly, where they stay. From numbers with finitely many binary digits there are three
/// ways to it: x0 is 0 or 1; a rate is 0; or x0 is ½, the first rates are 2, which leave it there, and the next is 4,
/// which takes it to 1. So it depends on the row's rates and on whether the column's rate is 0, 2, 4 or another one.
struct ZeroOrbits {
  ZeroOrbits(const RenderSpec& spec, const PixelRates& rates, const LetterWalk& walk);

  /// Whether there are any. If not, the tables below are empty.
  bool any = false;
  /// For each kind of rates: whether each column's rate is of it, 1 or 0, and what each row's orbits do in such
  /// columns: 0 if they do not come to x = 0, 1 if they do, 2 if a term of the sum before has x = ½ and is -inf.
  std::vector<double> column_kinds;
  std::vector<double> row_kinds;
};

/// What a side adds to the mean of ln|r| over the terms of the sum.
std::vector<double> mean_logarithms(const SideRates& side, const LetterWalk& walk);

}  // namespace lyap
