#include "tools/python/backend_pool.h"

#include "host/backends/chosen_backend.h"
#include "tools/python/idle.h"

#include <utility>

#include <fmt/format.h>

namespace lyap::python {
namespace {

/// Never destroyed: at the end of the process what backends are made of may be gone before them.
Idle<Backend>* idle_backends = new Idle<Backend>;

std::string key_of(const BackendSettings& settings) {
  const BackendOptions& options = settings.options;
  std::string key = fmt::format("{} {} {}", settings.backend, options.threads, static_cast<int>(options.kernels_made));
  for (const int device : options.devices.numbers()) key += fmt::format(" {}", device);
  return key + (options.devices.is_all() ? " all" : "");
}

}  // namespace

BackendLease::BackendLease(const BackendSettings& settings)
    : key_(key_of(settings)), backend_(idle_backends->take(key_)) {
  if (!backend_) backend_ = make_chosen_backend(settings.backend, settings.options).backend;
}

BackendLease::~BackendLease() {
  idle_backends->keep(key_, std::move(backend_));
}

void forget_backends() {
  idle_backends = new Idle<Backend>;
}

}  // namespace lyap::python
