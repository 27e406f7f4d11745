#pragma once

#include "host/jobs/batch_job.h"
#include "tools/options/batch_options.h"

#include <vector>

namespace lyap {

/// Reads a batch file. At its top level stand options of `lyap batch`, which are set in `options`; then
///
///     [defaults]            # options of any job
///     size = "1080p"
///     [[render]]            # a still, by the options of `lyap render`
///     sequence = "AB"
///     output = "ab.png"
///     [[animate]]           # a film, by the options of `lyap animate`; [animate.timeline.C] as in a film file
///     sequence = "ACDBCD"
///     …
///
/// The jobs come in the order of the file. Throws InvalidInput, with file and line, if any of them is not valid, lacks
/// an output or has that of another.
std::vector<BatchJob> read_batch_file(BatchOptions& options);

}  // namespace lyap
