#include "host/jobs/backend_settings.h"

#include "host/jobs/read_field.h"

namespace lyap {

std::vector<std::string> backend_fields() {
  return {"backend", "device", "threads", "no-jit"};
}

BackendSettings read_backend_settings(const Settings& settings) {
  constexpr int kMaxThreads = 4096;
  BackendSettings read;
  read.backend = settings.text("backend", read.backend);
  read.options.threads =
      static_cast<int>(read_integer(settings, "threads", 0, 0, kMaxThreads, "the number of threads"));
  if (settings.has("device")) read.options.devices = read_field(settings, "device", "", parse_device_choice);
  if (settings.flag("no-jit")) read.options.kernels_made = KernelsMade::kNever;
  return read;
}

}  // namespace lyap
