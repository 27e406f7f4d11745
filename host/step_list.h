#pragma once

#include "host/parameter_plane.h"

#include <optional>
#include <string>

namespace lyap {

/// The C++ source of `step_list.h`, by which the kernels are compiled for the sequence of a plane: a struct
/// lyap::StepList that holds what UnrolledSteps asks of a List, and the type of the numbers. It depends on the
/// sequence, on the precision and on where in the sequence the orbit's rounds begin, on nothing else of the picture.
/// Nothing where the code would be too long to compile, or its coefficients too many for registers: kernels that read
/// the list from memory do that better.
template <class T>
std::optional<std::string> make_step_list(const ParameterPlane<T>& plane);

extern template std::optional<std::string> make_step_list(const ParameterPlane<float>&);
extern template std::optional<std::string> make_step_list(const ParameterPlane<double>&);

}  // namespace lyap
