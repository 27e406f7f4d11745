#pragma once

#include "host/compute/backend.h"
#include "host/jobs/backend_settings.h"

#include <memory>
#include <string>

namespace lyap::python {

/// A backend that nobody else uses; where the lease ends, the next one may get it.
class BackendLease {
 public:
  /// One that is idle, or else a new one, with the slots that keep its devices busy. Any thread may ask. Throws what
  /// make_chosen_backend() throws.
  explicit BackendLease(const BackendSettings& settings);
  ~BackendLease();
  BackendLease(const BackendLease&) = delete;
  BackendLease& operator=(const BackendLease&) = delete;
  BackendLease(BackendLease&&) = delete;
  BackendLease& operator=(BackendLease&&) = delete;

  Backend& backend() const { return *backend_; }
  std::size_t slots() const { return slots_for(kSlotsPerDevice, backend_->device_count()); }

 private:
  std::string key_;
  std::unique_ptr<Backend> backend_;
};

/// Forgets all idle backends, without ending them: in a process that was forked their threads are not there.
void forget_backends();

}  // namespace lyap::python
