#pragma once

#include <memory>
#include <string>
#include <vector>

namespace lyap {

/// A library that is loaded at run time, so that the program starts where it is missing.
class SharedLibrary {
 public:
  /// Loads the first of these names or paths that the dynamic loader finds. Throws Failure, with the loader's message
  /// for the first of them, if it finds none.
  explicit SharedLibrary(const std::vector<std::string>& names);

  /// The exported function of that name; `Function` is its type. Throws Failure if there is none.
  template <class Function>
  Function* function(const char* name) const {
    return reinterpret_cast<Function*>(symbol(name));
  }

 private:
  void* symbol(const char* name) const;

  std::shared_ptr<void> handle_;
};

}  // namespace lyap
