#pragma once

#include <string>

namespace lyap {

/// The kind of this machine's processor as the system calls it: "x86_64", "aarch64".
std::string machine_kind();

}  // namespace lyap
