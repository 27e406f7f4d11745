// longjmp() between stacks is what it would take for an error.
#undef _FORTIFY_SOURCE

#include "tests/emulated_cuda/fiber.h"

#include <cstdlib>
#include <sys/mman.h>

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
#define LYAP_SANITIZED_STACKS
#endif

namespace lyap::emulated {
namespace {

/// The fiber that is resumed for the first time.
thread_local Fiber* starting = nullptr;

}  // namespace

Fiber::Fiber() {
  void* memory = ::mmap(nullptr, kGuardBytes + kStackBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) std::abort();
  stack_ = static_cast<char*>(memory) + kGuardBytes;
  if (::mprotect(stack_, kStackBytes, PROT_READ | PROT_WRITE) != 0) std::abort();
#if defined(__SANITIZE_THREAD__)
  sanitizer_own_ = __tsan_create_fiber(0);
#endif
}

Fiber::~Fiber() {
  ::munmap(stack_ - kGuardBytes, kGuardBytes + kStackBytes);
#if defined(__SANITIZE_THREAD__)
  __tsan_destroy_fiber(sanitizer_own_);
#endif
}

void Fiber::start(void (*function)(void*), void* argument) {
  function_ = function;
  argument_ = argument;
  has_ended_ = false;
  starts_ = true;
  ::getcontext(&own_);
  own_.uc_stack = {stack_, 0, kStackBytes};
  own_.uc_link = nullptr;
  ::makecontext(&own_, &Fiber::enter, 0);
}

void Fiber::resume() {
#if defined(__SANITIZE_THREAD__)
  sanitizer_resumer_ = __tsan_get_current_fiber();
  __tsan_switch_to_fiber(sanitizer_own_, 0);
#endif
  const bool is_new = starts_;
  starts_ = false;
#if defined(LYAP_SANITIZED_STACKS)
  if (is_new) starting = this;
  ::swapcontext(&resumer_, &own_);
#else
  if (_setjmp(resumer_jump_) != 0) return;
  if (!is_new) ::_longjmp(own_jump_, 1);
  starting = this;
  ::setcontext(&own_);
#endif
}

void Fiber::give_way() {
#if defined(__SANITIZE_THREAD__)
  __tsan_switch_to_fiber(sanitizer_resumer_, 0);
#endif
#if defined(LYAP_SANITIZED_STACKS)
  ::swapcontext(&own_, &resumer_);
#else
  if (_setjmp(own_jump_) == 0) ::_longjmp(resumer_jump_, 1);
#endif
}

void Fiber::end() {
  has_ended_ = true;
  give_way();
  std::abort();
}

void Fiber::enter() {
  Fiber* fiber = starting;
  fiber->function_(fiber->argument_);
  fiber->end();
}

}  // namespace lyap::emulated
