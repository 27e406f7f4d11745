#pragma once

#include "host/compute/parameter_plane.h"

#include <optional>
#include <string>

namespace lyap {

/// The steps of a sequence, from which a kernel is compiled for it.
struct StepListSource {
  /// The C++ source of `step_list.h`: a struct lyap::StepList that holds what UnrolledSteps asks of a List, and the
  /// type of the numbers.
  std::string text;
  /// An estimate of how long compiling takes, in seconds, rather too high than too low.
  double compile_seconds;
};

/// The step list of a plane. It depends on the sequence, on the precision and on where in the sequence the orbit and
/// its rounds begin, on nothing else of the picture, not even on which letter varies along which side. Returns nothing
/// where the code would be too long to compile or its coefficients would not fit into registers: there a kernel that
/// reads the list from memory is faster.
template <class T>
std::optional<StepListSource> make_step_list(const ParameterPlane<T>& plane);

extern template std::optional<StepListSource> make_step_list(const ParameterPlane<float>&);
extern template std::optional<StepListSource> make_step_list(const ParameterPlane<double>&);

}  // namespace lyap
