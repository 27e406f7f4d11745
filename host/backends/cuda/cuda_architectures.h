#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// Code for GPUs, as CMAKE_CUDA_ARCHITECTURES names it: "90-real" is machine code, "90-virtual" is PTX, from which the
/// driver makes machine code, "90" is both. With an "a" or an "f" behind the number it uses what later GPUs need not
/// have.
struct CudaArchitecture {
  /// Those that can run it: the very one that it is for, its family (those of the same major number that came no
  /// earlier), or also all that came later.
  enum class Reach { kExact, kFamily, kLater };

  /// Compute capability, 90 for 9.0.
  int capability;
  bool has_machine_code;
  bool has_ptx;
  /// Of the PTX. Machine code never reaches further than the family.
  Reach reach;

  bool runs_on(int major, int minor) const;

  friend bool operator==(const CudaArchitecture&, const CudaArchitecture&) = default;
};

/// Reads such a list, entries between ';' or ','. What is no architecture, "native" for instance, is left out: CMake
/// replaces such words by numbers before they come here.
std::vector<CudaArchitecture> parse_cuda_architectures(std::string_view list);

/// What this program has code for, as it was built; none without CUDA.
const std::vector<CudaArchitecture>& built_cuda_architectures();

/// Whether one of `architectures` has code that a GPU of this compute capability can run.
bool has_code_for(const std::vector<CudaArchitecture>& architectures, int major, int minor);

/// Why a GPU, described as "NVIDIA TITAN Xp, compute capability 6.1", cannot be used by a program that has code for
/// `architectures`.
std::string no_code_text(const std::string& device, const std::vector<CudaArchitecture>& architectures);

/// "compute capabilities 7.5, 8.0, 9.0 and later".
std::string text_of(const std::vector<CudaArchitecture>& architectures);

}  // namespace lyap
