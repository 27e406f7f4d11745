#include "host/backends/cuda/kernel_compiler.h"
#include "host/base/error.h"

// A program built without CUDA.

namespace lyap {

struct KernelCompiler::Nvrtc {};

KernelCompiler::KernelCompiler() {
  throw Failure("this program was built without CUDA");
}

CompiledKernel KernelCompiler::compile(const std::string&, int, const std::stop_token&) const {
  return {};
}

std::string KernelCompiler::key_of(const std::string&, int) {
  return "";
}

}  // namespace lyap
