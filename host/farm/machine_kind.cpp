#include "host/farm/machine_kind.h"

#include <sys/utsname.h>

namespace lyap {

std::string machine_kind() {
  utsname names{};
  return ::uname(&names) == 0 ? names.machine : "";
}

}  // namespace lyap
