#include "tools/explore/server/request_guard.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <random>

#include <fmt/format.h>

namespace lyap {
namespace {

bool is_address(const std::string& text) {
  in6_addr address{};
  if (::inet_pton(AF_INET, text.c_str(), &address) == 1) return true;
  const bool in_brackets = text.size() > 2 && text.front() == '[' && text.back() == ']';
  return in_brackets && ::inet_pton(AF_INET6, text.substr(1, text.size() - 2).c_str(), &address) == 1;
}

}  // namespace

bool RequestGuard::is_own_host(std::string_view host) const {
  std::string name(host);
  const std::string port = fmt::format(":{}", port_);
  constexpr int kDefaultPort = 80;
  if (name.ends_with(port)) {
    name.resize(name.size() - port.size());
  } else if (port_ != kDefaultPort) {
    return false;
  }
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name == "127.0.0.1" || name == "localhost" || (is_remote_ && is_address(name));
}

bool RequestGuard::is_own_origin(std::string_view origin, std::string_view host) {
  return origin.empty() || origin == fmt::format("http://{}", host);
}

bool RequestGuard::is_token(std::string_view text) const {
  if (text.size() != token_.size()) return false;
  int difference = 0;
  for (std::size_t i = 0; i < text.size(); ++i) difference |= text[i] ^ token_[i];
  return difference == 0;
}

std::string RequestGuard::new_token() {
  std::random_device random;  // the kernel's, which is not to be predicted
  std::string token;
  for (int i = 0; i < 4; ++i) token += fmt::format("{:08x}", random());
  return token;
}

}  // namespace lyap
