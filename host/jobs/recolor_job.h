#pragma once

#include "host/color/picture_look.h"
#include "host/jobs/work.h"
#include "host/spec/option_values.h"
#include "host/spec/settings.h"

#include <functional>
#include <string>
#include <vector>

namespace lyap {

/// A picture that is painted from stored exponents, without a map step.
struct RecolorJob {
  /// The file of the exponents, .npy or .exr.
  std::string input;
  PictureLook look;
  /// The PNG or EXR file, "-" for standard output.
  std::string output;
};

/// The fields of such a picture:
///
///     input           the file of the exponents
///     output, depth   as a still has them
///
/// and look_fields().
std::vector<std::string> recolor_fields();

/// The job that the fields describe. Throws InvalidInput, naming the field, also where the output would replace the
/// input, and Failure if a palette file cannot be read.
RecolorJob read_recolor_job(const Settings& settings);

/// Paints the picture; `progress` gets the share of it that is done. Returns its size. What the tone leaves open is
/// found in the file first. An older file is replaced only when all is written. Throws InvalidInput, naming the input,
/// for a file of exponents that cannot be used; Failure, Interrupted, and what OutputFile throws.
Size run_recolor(const RecolorJob& job, const Work& work, const std::function<void(double share)>& progress = {});

}  // namespace lyap
