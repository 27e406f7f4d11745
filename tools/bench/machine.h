#pragma once

#include "tools/bench/run.h"

#include <string>

namespace lyap {

/// The processor's name as /proc/cpuinfo has it: on x86 the first "model name"; on Arm, which has none, the
/// architecture and the numbers of implementer and part.
std::string processor_name(const std::string& cpuinfo, const std::string& architecture);

/// The value of PRETTY_NAME in /etc/os-release, without its quotes; "" if there is none.
std::string system_name(const std::string& os_release);

/// The machine that this runs on.
BenchMachine this_machine();

}  // namespace lyap
