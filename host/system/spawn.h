#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace lyap {

struct Command;

/// The descriptors that become the program's standard streams; all greater than 2.
struct StandardStreams {
  int input;
  int output;
  int errors;
};

/// Starts a program with default signal dispositions, an empty signal mask and a process group of its own, and returns
/// its process id. ChildProcess is what the rest of the program uses. Throws Failure, "cannot start 'ffmpeg': No such
/// file or directory" and the command's remedy.
pid_t spawn(const Command& command, StandardStreams streams);

}  // namespace lyap
