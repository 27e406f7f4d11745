#pragma once

#include "host/color/palette.h"
#include "host/compute/backend.h"
#include "host/jobs/film_settings.h"
#include "host/jobs/work.h"
#include "host/spec/settings.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace lyap {

/// The exponents of a film's frames, a NumPy file of each, or an archive with the axes' rates and the recipe.
struct ExponentSequenceJob {
  Film film;
  /// What recipes tell.
  Palette palette;
  FrameRange range;
  /// The files' name with #### where the number of the frame goes.
  std::string files;
};

/// The field of such a job besides film_fields(): the files' name. Its output is "none".
inline constexpr const char* kExponentSequenceField = "save-exponents";

/// Throws InvalidInput, naming the field.
ExponentSequenceJob read_exponent_sequence_job(const Settings& settings, const std::vector<Movement>& timeline = {});

/// Computes the frames one by one; `progress` gets how many are done. Throws what run_still() throws.
void run_exponent_sequence(const ExponentSequenceJob& job, Backend& backend, const Work& work,
                           const std::function<void(std::int64_t frames)>& progress = {});

}  // namespace lyap
