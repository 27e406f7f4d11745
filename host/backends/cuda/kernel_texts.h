#pragma once

#include <span>
#include <string_view>

namespace lyap {

/// A source file as the compiler of kernels is to find it.
struct KernelText {
  std::string_view name;
  std::string_view text;
};

/// The kernel that is compiled for a sequence, first, and all that it includes but the sequence's `step_list.h`.
std::span<const KernelText> kernel_texts();

}  // namespace lyap
