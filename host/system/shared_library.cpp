#include "host/system/shared_library.h"

#include "host/base/error.h"

#include <dlfcn.h>

#include <fmt/format.h>

namespace lyap {

SharedLibrary::SharedLibrary(const std::vector<std::string>& names) {
  std::string reason;
  for (const std::string& name : names) {
    if (void* handle = dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL)) {
      handle_ = std::shared_ptr<void>(handle, &dlclose);
      return;
    }
    if (reason.empty()) reason = dlerror();
  }
  throw Failure(reason);
}

void* SharedLibrary::symbol(const char* name) const {
  void* found = dlsym(handle_.get(), name);
  if (found == nullptr) throw Failure(fmt::format("the library has no function {}", name));
  return found;
}

}  // namespace lyap
