#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lyap::emulated {

/// What the environment says of the emulated devices. XDG_CACHE_HOME is set to the folder of kernels, always:
/// kernels that the emulation has made are none for a real GPU.
struct Settings {
  /// LYAP_EMULATED_CUDA_DEVICES="90,75": one device each, with that compute capability; "none" for none. "90".
  std::vector<int> capabilities;
  /// LYAP_EMULATED_CUDA_MEMORY: bytes of each device. 1 GiB.
  std::uint64_t memory_bytes;
  /// LYAP_EMULATED_CUDA_DELAY: microseconds that pass at most before queued work begins. 100.
  unsigned most_delay;
  /// LYAP_EMULATED_CUDA_SEED: of everything that is drawn; another one for each process unless it is given.
  unsigned seed;
  /// LYAP_EMULATED_CUDA_FAIL: failures that are planned from the start, as read_failures() reads them.
  std::string failures;
  /// LYAP_EMULATED_CUDA_KERNELS: the folder of translated kernels; that of the build.
  std::string kernel_folder;
};

/// The settings of this process. Ends it with a message if a number cannot be read.
const Settings& settings();

/// Tells of something that a program must not do, or that the emulation cannot, with the seed that repeats it.
[[gnu::format(printf, 1, 2)]] void complain(const char* format, ...);

}  // namespace lyap::emulated
