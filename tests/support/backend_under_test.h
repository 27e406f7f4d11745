#pragma once

#include "host/backends/backend_registry.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace lyap {

/// The backend of that name. If it is CUDA it uses the kernels that come with the program, whatever is in the user's
/// cache, unless those made for the sequence are asked for.
inline BackendDescription describe_backend(std::string_view name) {
  for (BackendDescription& backend : list_backends()) {
    if (backend.name != name) continue;
    backend.create = [create = backend.create](BackendOptions options) {
      if (options.kernels_made == KernelsMade::kWhenItPays) options.kernels_made = KernelsMade::kNever;
      return create(options);
    };
    return backend;
  }
  return {std::string(name), "", "no such backend", false, nullptr};
}

/// True if the environment says that the backend must run: LYAP_REQUIRE_BACKEND is a list of names, "cuda,cpu-avx2".
inline bool is_required(std::string_view name) {
  const char* required = std::getenv("LYAP_REQUIRE_BACKEND");
  std::istringstream names(required == nullptr ? "" : required);
  for (std::string one; std::getline(names, one, ',');) {
    if (one == name) return true;
  }
  return false;
}

/// What the code of a backend says of itself when it has run.
inline std::string_view code_path_of(std::string_view backend) {
  if (backend == "cuda") return "CUDA";
  if (backend == "cpu-avx512") return "AVX3";
  if (backend == "cpu-avx2") return "AVX2";
  if (backend == "cpu-neon") return "NEON";
  return "scalar";
}

/// Whether an emulated GPU computes, thousands of times slower than a real one: tests then do with less work. Its
/// launches hold less as well, so that what takes several of them does so there too.
inline bool is_emulated(const Backend& backend) {
  return backend.device().starts_with("Emulated");
}

/// "cpu-avx2" as the name of a test may be written.
inline std::string test_name_of(std::string backend) {
  std::ranges::replace(backend, '-', '_');
  return backend;
}

/// Tests of one backend, which skip with the reason where it cannot run, and fail there if it is required.
class BackendTest : public testing::Test {
 protected:
  void require(const std::string& name) {
    backend_ = describe_backend(name);
    if (backend_.unavailable.empty()) return;
    if (is_required(name)) FAIL() << "LYAP_REQUIRE_BACKEND asks for " << name << ": " << backend_.unavailable;
    GTEST_SKIP() << name << ": " << backend_.unavailable;
  }

  BackendDescription backend_;
};

}  // namespace lyap
