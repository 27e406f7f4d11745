#pragma once

#include "host/compute/backend.h"
#include "host/jobs/still_job.h"
#include "host/jobs/work.h"
#include "host/render/still.h"

#include <functional>
#include <string>
#include <vector>

namespace lyap {

/// The bands of a still that are rendered apart, on other machines maybe, begin at multiples of so many rows.
inline constexpr int kBandRowUnit = 16;

/// Throws InvalidInput, naming the field, for a still that cannot be made of bands: one with axes, a colour bar or
/// arrays, on standard output, or without an output.
void check_is_of_bands(const StillJob& job);

/// Renders rows of the still, whose tone must be closed (closed_tone()), into the band file `path`, which has the
/// ending of the job's output: a file that viewers show. `rows.first` is a multiple of kBandRowUnit, and `rows.count`
/// too unless they are the last. Throws as run_still() does.
StillTimings run_still_band(const StillJob& job, Rows rows, const std::string& path, Backend& backend, const Work& work,
                            const std::function<void(double share)>& progress = {});

/// Makes the still's file of its bands, the first of which has the top row, without decompressing them: a PNG file
/// with the pixels, an EXR file with all bytes that run_still() would have written. `progress` gets the share of the
/// bands that are joined. Throws InvalidInput, with a file's name, for a band that is damaged or of another picture, or
/// if rows are missing; Failure, Interrupted, and what OutputFile throws. An older file is replaced only when all is
/// written.
void join_still_bands(const StillJob& job, const std::vector<std::string>& bands, const Work& work,
                      const std::function<void(double share)>& progress = {});

}  // namespace lyap
