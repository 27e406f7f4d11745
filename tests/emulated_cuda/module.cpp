#include "tests/emulated_cuda/module.h"

#include "tests/emulated_cuda/settings.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fstream>
#include <unistd.h>

#include <zlib.h>

namespace lyap::emulated {
namespace {

/// As translate_kernels.py names it.
std::string path_of(const std::string& ptx) {
  const auto checksum = crc32(0, reinterpret_cast<const Bytef*>(ptx.data()), static_cast<uInt>(ptx.size()));
  char name[64];
  std::snprintf(name, sizeof name, "/%08lx-%zu.so", checksum, ptx.size());
  return settings().kernel_folder + name;
}

bool translate(const std::string& ptx) {
  const std::string file = settings().kernel_folder + "/" + std::to_string(::getpid()) + "-" +
                           std::to_string(reinterpret_cast<std::uintptr_t>(&ptx)) + ".ptx";
  std::ofstream(file) << ptx;
  const std::string command =
      LYAP_EMULATED_CUDA_TRANSLATOR " --folder '" + settings().kernel_folder + "' '" + file + "'";
  const bool translated = std::system(command.c_str()) == 0;
  ::unlink(file.c_str());
  return translated;
}

}  // namespace

const TranslatedKernel* Module::find(const std::string& kernel) {
  std::call_once(once_, [this] { load(); });
  for (const TranslatedKernel* one = kernels_; one != nullptr && one->name != nullptr; ++one) {
    if (kernel == one->name) return one;
  }
  return nullptr;
}

void Module::load() {
  if (ptx_.empty()) return;
  const std::string path = path_of(ptx_);
  if (::access(path.c_str(), R_OK) != 0 && !translate(ptx_)) {
    complain("a kernel cannot be translated");
    return;
  }
  void* library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    complain("%s", ::dlerror());
    return;
  }
  kernels_ = static_cast<const TranslatedKernel*>(::dlsym(library, "emulated_kernels"));
}

// The layout of what nvcc embeds is not documented; this much of it is also in the headers of CUDA and of many tools.
std::string ptx_of_fat_binary(const void* wrapper) {
  struct Wrapper {
    std::uint32_t magic;
    std::uint32_t version;
    const char* data;
  };
  const auto read = [](const char* at, auto value) {
    std::memcpy(&value, at, sizeof value);
    return value;
  };
  const char* data = static_cast<const Wrapper*>(wrapper)->data;
  const char* entry = data + read(data + 6, std::uint16_t{});
  const char* end = entry + read(data + 8, std::uint64_t{});
  while (entry < end) {
    constexpr std::uint16_t kPtx = 1;
    const auto kind = read(entry, std::uint16_t{});
    const auto head = read(entry + 4, std::uint32_t{});
    const auto bytes = read(entry + 8, std::uint64_t{});
    const auto compressed_bytes = read(entry + 16, std::uint32_t{});
    if (kind == kPtx && compressed_bytes == 0) return {entry + head, ::strnlen(entry + head, bytes)};
    entry += head + bytes;
  }
  complain("no PTX in the program but compressed one");
  return "";
}

}  // namespace lyap::emulated
