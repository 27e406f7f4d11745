#pragma once

#include "host/base/error.h"

namespace lyap {

#if defined(__wasm__)
/// Who retells errors of what is being done, the innermost first. Modules of WebAssembly catch nothing: the C++ library
/// for them is built without exceptions, so that what hears of an error asks here
/// (tools/explore/wasm/raised_errors.cpp).
class ErrorRetold {
 public:
  ErrorRetold() : outer_(innermost) { innermost = this; }
  ErrorRetold(const ErrorRetold&) = delete;
  ErrorRetold& operator=(const ErrorRetold&) = delete;
  ErrorRetold(ErrorRetold&&) = delete;
  ErrorRetold& operator=(ErrorRetold&&) = delete;
  virtual ~ErrorRetold() { innermost = outer_; }

  virtual InvalidInput retold(const InvalidInput& error) const = 0;
  const ErrorRetold* outer() const { return outer_; }

  inline static const ErrorRetold* innermost = nullptr;

 private:
  const ErrorRetold* outer_;
};
#endif

/// `use()`; an InvalidInput that it throws becomes `retell(error)`.
template <class Retell, class Use>
auto retelling(const Retell& retell, const Use& use) {
#if defined(__wasm__)
  class Retold : public ErrorRetold {
   public:
    explicit Retold(const Retell& retell) : retell_(retell) {}
    InvalidInput retold(const InvalidInput& error) const override { return retell_(error); }

   private:
    const Retell& retell_;
  };
  const Retold retold(retell);
  return use();
#else
  try {
    return use();
  } catch (const InvalidInput& error) {
    throw retell(error);
  }
#endif
}

}  // namespace lyap
