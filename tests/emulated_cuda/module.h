#pragma once

#include "tests/emulated_cuda/ptx/translated_kernel.h"

#include <mutex>
#include <string>
#include <utility>

namespace lyap::emulated {

/// The PTX of a program or of a kernel that was made while it runs. It is translated into C and compiled when something
/// of it is first needed, unless the folder of translated kernels has it already.
class Module {
 public:
  explicit Module(std::string ptx) : ptx_(std::move(ptx)) {}

  /// Null if it has no such kernel, or cannot be translated, which is told.
  const TranslatedKernel* find(const std::string& kernel);

 private:
  void load();

  std::string ptx_;
  std::once_flag once_;
  const TranslatedKernel* kernels_ = nullptr;
};

/// The PTX among what nvcc embeds into a program; empty if it is compressed or there is none, which is told.
std::string ptx_of_fat_binary(const void* wrapper);

}  // namespace lyap::emulated
