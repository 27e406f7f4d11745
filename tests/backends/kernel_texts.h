#pragma once

#include "host/backends/cuda/kernel_cache.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lyap {

/// Stores a text as if it were code.
inline std::string store_text(const KernelCache& cache, std::string_view key, std::string_view text) {
  return cache.store(key, std::as_bytes(std::span(text)));
}

/// The text that was stored so.
inline std::optional<std::string> find_text(const KernelCache& cache, std::string_view key) {
  const auto code = cache.find(key);
  if (!code) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(code->data()), code->size());
}

}  // namespace lyap
