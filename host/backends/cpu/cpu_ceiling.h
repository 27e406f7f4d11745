#pragma once

#include "host/spec/render_spec.h"

#include <string_view>

namespace lyap {

/// Whether the code of a CPU backend has an instruction for fused multiply-adds; else they are calls, slower than other
/// operations, and their rate is no ceiling. Throws InvalidInput if there is no such CPU backend.
bool has_fma_units(std::string_view backend);

/// Fused multiply-adds that one thread can do now with the instruction set of a CPU backend, in lane operations per
/// second, measured for about `seconds`: the ceiling that render rates are compared with. Throws InvalidInput if there
/// is no such CPU backend, Failure if it cannot run here.
double measure_fma_rate(std::string_view backend, Precision precision, double seconds);

/// Lane operations of a map step in the form that the spec's orbits are computed in.
double operations_per_step(const RenderSpec& spec);

}  // namespace lyap
