#pragma once

namespace lyap {

/// How many of `wanted` threads, this one counted, the system lets the process have at a time: fewer where a limit is
/// reached (ulimit -u, pids.max). Tries it.
int startable_threads(int wanted);

}  // namespace lyap
