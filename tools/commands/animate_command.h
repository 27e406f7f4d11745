#pragma once

#include "host/jobs/film_job.h"
#include "host/spec/movement.h"
#include "tools/options/field_options.h"
#include "tools/options/like_option.h"
#include "tools/options/option_file.h"
#include "tools/options/report_options.h"
#include "tools/terminal/stop_signals.h"

#include <stop_token>
#include <string>
#include <vector>

namespace lyap {

/// The options of `lyap animate`.
struct AnimateOptions {
  explicit AnimateOptions(CLI::App& command);

  FieldOptions film;
  LikeOption like;
  FieldOptions backend;
  ReportOptions reports;
  /// From a film file.
  std::vector<Movement> timeline;
};

/// If the command's first argument is a film file, sets the options and the timeline from it: whatever is on the
/// command line already stays. Returns where things stand in the file. Throws InvalidInput with file and line.
OptionOrigins apply_film_file(AnimateOptions& options);

/// The fields of the film that the options, the film file and --like describe. Throws what LikeOption::settings()
/// throws.
Settings film_settings(AnimateOptions& options, const std::stop_token& stop);

/// What there is to say before a film is made, a line each: of options, of the backend, and of the job that is read of
/// the settings `film`.
std::string notes_of(const AnimateOptions& options, const Settings& film, const FilmJob& job,
                     const std::string& of_backend);

/// `lyap animate`: renders a film, then says what was done. Throws InvalidInput, Failure or Interrupted.
void run_animate(AnimateOptions& options, StopSignals& signals);

}  // namespace lyap
