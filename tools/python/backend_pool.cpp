#include "tools/python/backend_pool.h"

#include "host/backends/chosen_backend.h"

#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace lyap::python {
namespace {

/// Idle backends of one kind that are kept: two threads that render by turns make none anew.
constexpr std::size_t kMostIdle = 4;

struct Pool {
  std::mutex mutex;
  std::map<std::string, std::vector<std::unique_ptr<Backend>>> idle;
};

/// Never destroyed: at the end of the process what backends are made of may be gone before them.
Pool* pool = new Pool;

std::string key_of(const BackendSettings& settings) {
  const BackendOptions& options = settings.options;
  std::string key = fmt::format("{} {} {}", settings.backend, options.threads, static_cast<int>(options.kernels_made));
  for (const int device : options.devices.numbers()) key += fmt::format(" {}", device);
  return key + (options.devices.is_all() ? " all" : "");
}

std::unique_ptr<Backend> idle_backend(const std::string& key) {
  const std::lock_guard lock(pool->mutex);
  auto& backends = pool->idle[key];
  if (backends.empty()) return nullptr;
  std::unique_ptr<Backend> backend = std::move(backends.back());
  backends.pop_back();
  return backend;
}

}  // namespace

BackendLease::BackendLease(const BackendSettings& settings) : key_(key_of(settings)), backend_(idle_backend(key_)) {
  if (!backend_) backend_ = make_chosen_backend(settings.backend, settings.options).backend;
}

BackendLease::~BackendLease() {
  const std::lock_guard lock(pool->mutex);
  auto& backends = pool->idle[key_];
  if (backends.size() < kMostIdle) backends.push_back(std::move(backend_));
}

void forget_backends() {
  pool = new Pool;
}

}  // namespace lyap::python
