#pragma once

#include "host/spec/render_spec.h"

#include <cstdint>
#include <vector>

namespace lyap {

/// The Lyapunov exponent as textbooks compute it, with a logarithm for each map step (Markus and Hess, 1989):
/// x ← r·x·(1 − x) and λ = Σ ln |r·(1 − 2x)| / (N − 1), from x = ½. `rates`, not empty, has the rate of each letter of
/// the sequence; the first one that is applied is rates[1], as everywhere in lyap. `iterations` is N, 2 or more. Orbits
/// that leave [0, 1] give +∞ or NaN.
template <class T>
T textbook_exponent(const std::vector<T>& rates, std::int64_t iterations);

/// The seconds that one thread takes with that loop for `pixels` pixels, spread evenly over the picture of a valid spec
/// whose letters are on its axes, in the spec's precision.
double textbook_seconds(const RenderSpec& spec, std::int64_t pixels);

}  // namespace lyap
