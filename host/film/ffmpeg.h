#pragma once

#include "host/film/encoder_settings.h"
#include "host/system/child_process.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lyap {

/// The command that starts ffmpeg with these arguments. `program` is its name or path.
Command ffmpeg_command(const std::string& program, std::vector<std::string> arguments);

/// Runs ffmpeg with these arguments and returns the end of its standard output, 64 KiB or a bit more. Files that it
/// writes are overwritten. Throws Failure, also where ffmpeg hangs, and Interrupted when the limit is reached.
std::string run_ffmpeg(const std::string& program, std::vector<std::string> arguments, const WaitLimit& limit);

/// Whether an ffmpeg that has ended did all its work. Version 5 exits with status 0 also where the end of its file did
/// not fit on the disk; only its error messages show it.
bool succeeded(ExitStatus end, const ChildProcess& ffmpeg);

/// Copies the streams of a fragmented film into a file with a single index, at its start, so that the film plays while
/// it is still loading. Throws Failure, also where ffmpeg hangs, and Interrupted when the limit is reached.
void join_fragments(const std::string& program, FilmContainer container, const std::string& from, const std::string& to,
                    const WaitLimit& limit);

/// How many whole frames ffmpeg finds in a film. Throws Failure if it is no film or ffmpeg hangs, and Interrupted when
/// the limit is reached.
std::int64_t count_frames(const std::string& program, const std::string& path, const WaitLimit& limit);

}  // namespace lyap
