#pragma once

#if defined(__SANITIZE_THREAD__)
extern "C" void __tsan_acquire(void* address);  // NOLINT(bugprone-reserved-identifier): ThreadSanitizer's
extern "C" void __tsan_release(void* address);  // NOLINT(bugprone-reserved-identifier)
#endif

namespace lyap {

/// TBB guarantees that a task sees what was written before it was started, and that whoever waits for the task sees
/// what it wrote. ThreadSanitizer cannot see that synchronization, because TBB is not compiled with it. These two
/// functions declare it: the earlier thread calls handed_over() (a release), the later one taken_over() (an acquire)
/// with the same address. Without ThreadSanitizer both do nothing.
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
