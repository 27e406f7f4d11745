#pragma once

#include <csetjmp>
#include <cstddef>
#include <ucontext.h>

namespace lyap::emulated {

/// A function on a stack of its own. It runs while somebody resumes it, until it gives way, and goes on from there when
/// it is resumed again, always by the same thread.
class Fiber {
 public:
  Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;
  ~Fiber();

  /// Makes `function(argument)` what resume() runs next. What ran before is dropped, wherever it was.
  void start(void (*function)(void*), void* argument);

  /// Runs until the function gives way or ends.
  void resume();

  /// Called by the function: goes back to whoever resumed it.
  void give_way();

  /// Called by the function: it is never resumed again before the next start().
  [[noreturn]] void end();

  bool has_ended() const { return has_ended_; }

 private:
  static constexpr std::size_t kStackBytes = 64 * 1024;
  /// Below the stack, where nobody may write.
  static constexpr std::size_t kGuardBytes = 4096;

  static void enter();

  char* stack_;
  /// Where it begins. From there on it jumps, which takes no system call; under sanitizers, which know of contexts but
  /// not of such jumps, it does not.
  ucontext_t own_{};
  ucontext_t resumer_{};
  std::jmp_buf own_jump_{};
  std::jmp_buf resumer_jump_{};
  void (*function_)(void*) = nullptr;
  void* argument_ = nullptr;
  bool starts_ = false;
  bool has_ended_ = true;
  /// Of ThreadSanitizer.
  void* sanitizer_own_ = nullptr;
  void* sanitizer_resumer_ = nullptr;
};

}  // namespace lyap::emulated
