#include "tests/emulated_cuda/settings.h"

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <sstream>

namespace lyap::emulated {
namespace {

std::string variable(const char* name, const char* otherwise) {
  const char* value = std::getenv((std::string("LYAP_EMULATED_CUDA_") + name).c_str());
  return value == nullptr ? otherwise : value;
}

std::uint64_t number(const char* name, std::uint64_t otherwise) {
  const std::string text = variable(name, "");
  if (text.empty()) return otherwise;
  char* end = nullptr;
  const std::uint64_t value = std::strtoull(text.c_str(), &end, 10);
  if (*end == '\0') return value;
  std::fprintf(stderr, "emulated CUDA: LYAP_EMULATED_CUDA_%s=%s is no number\n", name, text.c_str());
  std::exit(2);
}

std::vector<int> capabilities() {
  std::istringstream list(variable("DEVICES", "90"));
  std::vector<int> all;
  for (std::string one; std::getline(list, one, ',');) {
    if (one != "none") all.push_back(std::atoi(one.c_str()));
  }
  return all;
}

Settings read_settings() {
  return {capabilities(),
          number("MEMORY", std::uint64_t{1} << 30),
          static_cast<unsigned>(number("DELAY", 100)),
          static_cast<unsigned>(number("SEED", std::random_device()())),
          variable("FAIL", ""),
          variable("KERNELS", LYAP_EMULATED_CUDA_KERNELS)};
}

}  // namespace

const Settings& settings() {
  // Streams read them until the process is gone.
  static const auto* all = new Settings(read_settings());
  return *all;
}

void complain(const char* format, ...) {
  std::va_list arguments;
  va_start(arguments, format);
  char text[512];
  std::vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  std::fprintf(stderr, "emulated CUDA: %s; LYAP_EMULATED_CUDA_SEED=%u repeats it\n", text, settings().seed);
}

}  // namespace lyap::emulated
