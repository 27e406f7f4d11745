#pragma once

#include "host/color/picture_look.h"
#include "host/jobs/still_job.h"
#include "host/jobs/work.h"
#include "host/spec/option_values.h"
#include "host/spec/settings.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace lyap {

/// A picture that is painted from stored exponents, without a map step.
struct RecolorJob {
  /// The file of the exponents, .npy, .npz or .exr.
  std::string input;
  PictureLook look;
  /// The PNG or EXR file, "-" for standard output.
  std::string output;
  /// Its number in a sequence, otherwise 0.
  std::int64_t frame = 0;
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

/// The same, or, where input and output are patterns such as "frame_####.exr", one job for each frame that is there, in
/// rising order. Throws InvalidInput as well if there is none, or if one of both is no pattern.
std::vector<RecolorJob> read_recolor_jobs(const Settings& settings);

/// Finds what the tones of jobs with one look leave open, in all of their files or in 16 that are spread evenly over
/// them: a sequence must not flicker. Throws as run_recolor() does.
void close_tones(std::vector<RecolorJob>& jobs, const Work& work);

/// Whether the input is of a kind that has exponents. If not, read_repainted_job() may do.
bool may_have_exponents(const std::string& input);

/// For an input that has a recipe instead, such as a PNG file: the still that renders it again as the other fields
/// say. Throws what read_recipe_file() throws, and InvalidInput for what it does not make.
StillJob read_repainted_job(const Settings& settings, const std::stop_token& stop);

/// Paints the picture; `progress` gets the share of it that is done. Returns its size. What the tone leaves open is
/// found in the file first. An older file is replaced only when all is written. Throws InvalidInput, naming the input,
/// for a file of exponents that cannot be used; Failure, Interrupted, and what OutputFile throws.
Size run_recolor(const RecolorJob& job, const Work& work, const std::function<void(double share)>& progress = {});

}  // namespace lyap
