#pragma once

#include "tests/emulated_cuda/failures.h"

#include <driver_types.h>
#include <map>
#include <string>
#include <vector>

namespace lyap::emulated {

/// Forgets what failures were planned before, and all calls, and plans these.
void plan_failures(std::vector<PlannedFailure> failures);

/// How many of the planned failures have happened since then.
long failures_happened();

/// How often each function of the runtime was called since then, and under kKernelRuns how many kernels ran.
std::map<std::string, long> calls();

/// The number of the device that has this address, or -1.
int device_of(const void* address);

/// The stream does nothing more until release_streams().
void hold_stream(cudaStream_t stream);
void release_streams();

/// As if the process were a new one with all devices in order; memory that is still held stays.
void repair_devices();

}  // namespace lyap::emulated
