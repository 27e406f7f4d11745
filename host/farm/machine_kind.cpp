#include "host/farm/machine_kind.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <sys/utsname.h>

#include <fmt/format.h>

namespace lyap {

std::string machine_kind() {
  utsname names{};
  return ::uname(&names) == 0 ? names.machine : "";
}

void check_is_equal_here(const std::string& what, const std::string& planned, const std::string& here) {
  if (planned == here) return;
  throw Failure(fmt::format("this machine has {} '{}', and the farm was planned with '{}'; its parts would not fit",
                            what, printable(here), printable(planned)));
}

}  // namespace lyap
