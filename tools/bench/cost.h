#pragma once

#include "host/base/stopwatch.h"

#include <sys/resource.h>

namespace lyap {

/// Seconds of all processors in this program and in the children that have ended, since it started.
inline double cpu_seconds_so_far() {
  double seconds = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    ::getrusage(who, &usage);
    seconds += static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
               static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  }
  return seconds;
}

/// What a piece of work took: seconds that passed, and those of all processors together.
struct Cost {
  double seconds = 0;
  double cpu_seconds = 0;
};

template <class Work>
Cost cost_of(const Work& work) {
  const double cpu_before = cpu_seconds_so_far();
  const Stopwatch stopwatch;
  work();
  const double seconds = stopwatch.seconds();
  return {seconds, cpu_seconds_so_far() - cpu_before};
}

}  // namespace lyap
