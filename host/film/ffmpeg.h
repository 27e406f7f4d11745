#pragma once

#include "host/film/encoder_settings.h"
#include "host/system/child_process.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace lyap {

/// How long something may take: without end, until a stop is requested; from then on for a time.
struct Patience {
  std::stop_token stop;
  std::chrono::milliseconds after_stop{};

  /// That time from now on.
  static Patience at_most(std::chrono::milliseconds time);
};

/// ffmpeg with these arguments; the remedy says how to get one.
Command ffmpeg_command(const std::string& program, std::vector<std::string> arguments);

/// Whether an ffmpeg that has ended did all that it was to do. Version 5 ends with status 0 also where the end of its
/// file did not fit on the disk, and only its words tell.
bool succeeded(ExitStatus end, const ChildProcess& ffmpeg);

/// Encodes one frame with ffmpeg's `arguments`, which lead to no file, to find out whether ffmpeg takes them all.
/// Throws InvalidInput, "NAME: ffmpeg cannot use it: REASON", if it does not or if it would pass over one of them;
/// Failure if there is no ffmpeg; Interrupted.
void try_encoder(const std::string& program, const std::vector<std::string>& arguments,
                 std::span<const std::byte> frame, const std::string& name, const Patience& patience);

/// Copies the streams of a fragmented film into one of one piece, with its index at the start so that it plays while
/// it is loaded. Throws Failure, or Interrupted when the patience ends.
void join_fragments(const std::string& program, FilmContainer container, const std::string& from, const std::string& to,
                    const Patience& patience);

/// How many whole frames a film has, as ffmpeg reads them. Throws Failure if it is no film, or Interrupted when the
/// patience ends.
std::int64_t count_frames(const std::string& program, const std::string& path, const Patience& patience);

}  // namespace lyap
