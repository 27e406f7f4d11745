#pragma once

#include "host/compute/side_rates.h"

#include <vector>

namespace lyap {

/// The sum of a double and of what it leaves over, some 106 binary digits together.
struct TwoPartNumber {
  double number;
  double rest;
};

/// a·b.
TwoPartNumber times(const TwoPartNumber& a, double b);

/// |a|·(1 − half_rate) with the sign of the half rate.
TwoPartNumber times_rest_of_one(const TwoPartNumber& a, double half_rate);

/// By the step of the period, then by the column or row.
using ScaleTables = std::vector<std::vector<TwoPartNumber>>;

/// The scales |s| of ScaledForm that one side of the picture contributes: [n][index] is the part of |s| after step n of
/// the period. A pixel's scale is the product of its column's and its row's, and s has the sign of the step's rate.
///
/// From s_n = s_(n-1)²/h_n, |s_(n-1)| = √(|s_n|·|h_n|): going backwards along the sequence halves the logarithm of any
/// error, so that the periodic solution is where it leads to from anywhere; and square roots are rounded correctly
/// everywhere, so that all machines have the same numbers. What rounding leaves of the equation then gives the second
/// parts, in the same way. |h| is kept at or above 2^-64.
ScaleTables scales_of(const SideRates& side, const LetterWalk& walk);

/// ln|number| by the arithmetic of the kernels, the same on all machines; -inf for 0.
double logarithm_of(double number);

}  // namespace lyap
