#pragma once

#include "host/base/embedded_file.h"

#include <span>

namespace lyap {

/// The source files that the kernel compiler gets: the kernel that is compiled for a sequence, first, and all that it
/// includes but the sequence's `step_list.h`.
std::span<const EmbeddedFile> kernel_texts();

}  // namespace lyap
