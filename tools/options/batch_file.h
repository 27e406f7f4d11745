#pragma once

#include "tools/options/batch_options.h"
#include "tools/options/film_job.h"
#include "tools/options/option_file.h"
#include "tools/options/still_job.h"

#include <string>
#include <variant>
#include <vector>

namespace lyap {

/// One job of a batch, ready to run.
struct BatchJob {
  std::variant<StillJob, FilmJob> work;

  /// What reports name the job by.
  const std::string& output() const;
  /// All files that it writes.
  std::vector<std::string> outputs() const;
  /// Frames of a film, 1 for a still.
  std::int64_t frames() const;
  /// Map steps of all pixels of all frames: what its time is proportional to.
  double iterations() const;
  /// The command that does the same.
  std::string command_line() const;
};

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
std::vector<BatchJob> read_batch_file(CLI::App& command, BatchOptions& options, const RivalOptions& rivals);

}  // namespace lyap
