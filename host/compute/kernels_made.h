#pragma once

namespace lyap {

/// When to compile a kernel for a sequence that is not in the cache: with kWhenItPays once the GPU has worked on the
/// sequence for longer than compiling takes, with kAtOnce before the first launch. With kNever no kernel made for a
/// sequence is used, not even one from the cache.
enum class KernelsMade { kNever, kWhenItPays, kAtOnce };

}  // namespace lyap
