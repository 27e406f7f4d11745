#include "host/system/failure_text.h"

#include <new>
#include <sys/resource.h>
#include <system_error>

#include <fmt/format.h>

namespace lyap {
namespace {

/// ", of which 'ulimit -v' allows 195 MiB"; empty where nothing limits the address space.
std::string limit_of_memory() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return "";
  return fmt::format(", of which 'ulimit -v' allows {} MiB", limit.rlim_cur >> 20U);
}

}  // namespace

std::string failure_text(const std::exception& error) {
  if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) return "out of memory" + limit_of_memory();
  const auto* system = dynamic_cast<const std::system_error*>(&error);
  if (system == nullptr || system->code() != std::errc::resource_unavailable_try_again) return error.what();
  const std::string limit = limit_of_memory();
  return "no further thread can be started (see 'ulimit -u')" + (limit.empty() ? "" : "; each needs memory" + limit);
}

}  // namespace lyap
