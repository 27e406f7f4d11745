#pragma once

#include "host/base/stopwatch.h"

namespace lyap {

/// What a piece of work took: seconds that passed, and those of all processors together.
struct Cost {
  double seconds = 0;
  double cpu_seconds = 0;
};

/// Seconds of all processors in this program and in the children that have ended, since it started.
double cpu_seconds_so_far();

template <class Work>
Cost cost_of(const Work& work) {
  const double cpu_before = cpu_seconds_so_far();
  const Stopwatch stopwatch;
  work();
  const double seconds = stopwatch.seconds();
  return {seconds, cpu_seconds_so_far() - cpu_before};
}

}  // namespace lyap
