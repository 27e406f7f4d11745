#pragma once

#include "host/farm/segmented_film.h"
#include "tools/commands/animate_command.h"

namespace lyap {

/// --segments, and --segment-frames, which is not in the help: films of tests are short.
void add_segment_options(FieldOptions& options);

/// Whether the fields ask for segments.
bool wants_segments(const Settings& film);

/// Takes what is about segments out of the fields: a film without them can be resumed only where it is a sequence of
/// pictures. Throws InvalidInput.
SegmentChoice take_segment_choice(Settings& film);

/// `lyap animate --segments`: makes the film that `film` describes in segments, then says what was done. Throws
/// InvalidInput, Failure or Interrupted.
void run_segments_command(AnimateOptions& options, Settings film, StopSignals& signals);

}  // namespace lyap
