#pragma once

#include <string>

namespace lyap {

/// The kind of this machine's processor as the system calls it: "x86_64", "aarch64".
std::string machine_kind();

/// Throws Failure, with what differs, unless this machine has what the farm was planned with; `what` is "lyap" or "a
/// processor of kind".
void check_is_equal_here(const std::string& what, const std::string& planned, const std::string& here);

}  // namespace lyap
