#pragma once

#include "host/jobs/film_job.h"
#include "host/jobs/recolor_job.h"
#include "host/jobs/still_job.h"
#include "host/spec/settings.h"

#include <string>
#include <vector>

namespace lyap {

/// Lines of the report, "note: ...\n", about what the user of a job may not have meant; empty where there is nothing.

/// A note that somebody else has made, such as Backend::note(), as such a line.
std::string note_text(const std::string& note);

/// Of a window that is stretched because `given` has no size.
std::string note_of_size(const Settings& given, const RenderSpec& spec);

/// Of windows that double has too few digits for, and of palettes' files that are read otherwise than they stand there.
std::string notes_of(const StillJob& job);

/// The same, and of movements that move nothing and keys that come after the last frame.
std::string notes_of(const FilmJob& job);

/// Of a picture that turned out to be one colour but for a few pixels.
std::string note_of_flatness(const StillJob& job, const StillTimings& timings);

/// Of frames that a sequence lacks, whose frames are in rising order and as far apart as two of them are at least.
std::string note_of_gaps(const std::vector<RecolorJob>& frames);

/// Of what is there of a longer film.
std::string note_of(const LeftFrames& left);

}  // namespace lyap
