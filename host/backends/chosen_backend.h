#pragma once

#include "host/compute/backend.h"

#include <memory>
#include <string>
#include <string_view>

namespace lyap {

/// A backend that was chosen by name and made.
struct ChosenBackend {
  /// BackendDescription::name.
  std::string name;
  std::unique_ptr<Backend> backend;
  /// Why "auto" passes over a GPU that is here, one line; empty if it does not.
  std::string note;
};

/// Makes the backend of that name, as find_backend() takes it. "auto" goes on to the processor where a GPU does not
/// work, unless GPUs are chosen by their numbers; a backend that is asked for by name is never replaced by another.
/// Throws what find_backend(), check_devices() and the creation of the backend throw.
ChosenBackend make_chosen_backend(std::string_view name, const BackendOptions& options);

}  // namespace lyap
