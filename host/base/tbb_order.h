#pragma once

#if defined(__SANITIZE_THREAD__)
extern "C" void __tsan_acquire(void* address);  // NOLINT(bugprone-reserved-identifier): ThreadSanitizer's
extern "C" void __tsan_release(void* address);  // NOLINT(bugprone-reserved-identifier)
#endif

namespace lyap {

/// What a task of TBB reads was written before the task was started, and what waits for it reads what it wrote: TBB
/// sees to that. ThreadSanitizer cannot know, for the library is not compiled with it, so it is told: the side that
/// comes first calls handed_over(), the other one taken_over() with the same address. Without ThreadSanitizer both are
/// nothing.
inline void handed_over([[maybe_unused]] const void* address) {
#if defined(__SANITIZE_THREAD__)
  __tsan_release(const_cast<void*>(address));
#endif
}

inline void taken_over([[maybe_unused]] const void* address) {
#if defined(__SANITIZE_THREAD__)
  __tsan_acquire(const_cast<void*>(address));
#endif
}

}  // namespace lyap
