#pragma once

#include "tools/explore/server/request_guard.h"

#include <cstddef>
#include <httplib.h>
#include <optional>
#include <string>

namespace lyap {

/// Why a request is refused.
struct Refusal {
  /// Of HTTP.
  int status;
  std::string message;
};

/// Bodies of requests, in bytes: of most, and of files that are opened.
inline constexpr std::size_t kMostBodyBytes = std::size_t{1} << 20;
inline constexpr std::size_t kMostFileBytes = std::size_t{1} << 26;

/// Whether a request is answered, before its body is read: from the server's own page, with its token unless it is for
/// the page itself, of a length that is told and not too large, and without what the HTTP library would unpack.
std::optional<Refusal> refusal_of(const httplib::Request& request, const RequestGuard& guard);

}  // namespace lyap
