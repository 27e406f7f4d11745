#pragma once

#include <memory>
#include <string>
#include <vector>

namespace lyap {

/// A library that is loaded while the program runs, so that the program starts without it.
class SharedLibrary {
 public:
  /// Loads the first of these files or names, which are looked up as the system's loader does. Throws Failure, with
  /// what the loader said of the first, if there is none.
  explicit SharedLibrary(const std::vector<std::string>& names);

  /// The function of that name. Throws Failure if there is none. `Function` is its type.
  template <class Function>
  Function* function(const char* name) const {
    return reinterpret_cast<Function*>(symbol(name));
  }

 private:
  void* symbol(const char* name) const;

  std::shared_ptr<void> handle_;
};

}  // namespace lyap
