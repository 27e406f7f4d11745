#pragma once

#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace lyap {

/// Machine code for one architecture, and the compiler's figures for it.
struct CompiledKernel {
  std::vector<std::byte> code;
  /// Registers of a thread, and bytes that it moves to and from memory because they are too few.
  int registers = 0;
  int spilled_bytes = 0;
};

/// Compiles kernels made for a sequence by NVRTC, the CUDA Toolkit's compiler as a library, which is loaded when it is
/// first wanted. Needs no GPU and no driver. May be used by several threads at a time.
class KernelCompiler {
 public:
  /// The name of the kernel's function in the code.
  static constexpr const char* kFunction = "shade_tiles_of_sequence";

  /// Throws Failure where NVRTC cannot be loaded.
  KernelCompiler();

  /// "NVRTC 13.0".
  const std::string& version() const { return version_; }

  /// Architectures as NVRTC has them: 90 is compute capability 9.0.
  const std::vector<int>& architectures() const { return architectures_; }

  /// Compiles the kernel of a step list (make_step_list) for an architecture. Throws Failure, with what NVRTC said, if
  /// that is not possible, and Interrupted soon after a stop is requested.
  CompiledKernel compile(const std::string& step_list, int architecture, const std::stop_token& stop = {}) const;

  /// Keys for what compile() gives, texts of all that the code depends on. The first is to be looked up, and code is to
  /// be stored under each: one that names the version of NVRTC, so that a newer compiler is not ignored, and one that
  /// does not. Where NVRTC cannot be loaded there is the second alone: code that any version of it has made is better
  /// than none, as on machines that get their kernels from another one.
  static std::vector<std::string> keys_of(const std::string& step_list, int architecture);

 private:
  struct Nvrtc;

  /// Null where NVRTC cannot be loaded.
  static std::unique_ptr<const KernelCompiler> load();
  static std::string key_of(const std::string& step_list, int architecture);

  std::shared_ptr<const Nvrtc> nvrtc_;
  std::string version_;
  std::vector<int> architectures_;
};

}  // namespace lyap
