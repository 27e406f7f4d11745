#pragma once

#include <cstdint>
#include <optional>
#include <sys/types.h>

namespace lyap {

/// Processor time, in ticks of the kernel's clock, that the processes of a group have used which still run. Nothing
/// where the system does not tell.
std::optional<std::uint64_t> processor_ticks_of_group(pid_t group);

}  // namespace lyap
