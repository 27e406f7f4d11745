#pragma once

#include <cstdint>

namespace lyap {

/// How many bytes more this process can use before the system or a limit refuses them: what the machine has left, swap
/// included, or less where a control group or RLIMIT_AS says so. The largest number where nothing can be found out.
std::uint64_t available_memory();

}  // namespace lyap
