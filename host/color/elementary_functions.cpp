#include "host/color/elementary_functions.h"

#include "kernels/logarithm.h"
#include "kernels/scalar_lane.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lyap {

double natural_logarithm(double x) {
  int exponent = 0;
  const double mantissa = 2 * std::frexp(x, &exponent);
  return (log2_of_mantissa<ScalarLane<double>>(mantissa) + (exponent - 1)) * std::numbers::ln2;
}

// e^x = 2^n·e^f with |f| ≤ ln 2/2; the first term left out is below 0.35^15/15! < 1.2e-19.
double exponential(double x) {
  if (x < -700) return 0;
  const double bounded = std::min(x, 700.0);
  const double n = std::nearbyint(bounded / std::numbers::ln2);
  // ln 2 in two parts, the first with zeros at its end, so that the product with n is exact.
  constexpr double kLn2High = 0x1.62e42fee00000p-1;
  constexpr double kLn2Low = 0x1.a39ef35793c76p-33;
  const double f = (bounded - n * kLn2High) - n * kLn2Low;
  constexpr int kTerms = 14;
  double sum = 1;
  for (int k = kTerms; k >= 1; --k) sum = 1 + f / k * sum;
  return std::ldexp(sum, static_cast<int>(n));
}

}  // namespace lyap
