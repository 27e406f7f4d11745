#pragma once

namespace lyap {

/// When to compile a kernel for a sequence that is not in the cache: `kWhenItPays` where there is more work for it than
/// compiling takes. With kNever kernels made for a sequence are not used at all.
enum class KernelsMade { kNever, kWhenItPays, kAtOnce };

}  // namespace lyap
