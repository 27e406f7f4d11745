#pragma once

#include <string>
#include <string_view>

namespace lyap {

/// Who may ask: pages of this server's own, with the token that `lyap explore` printed. A page from elsewhere can make
/// a browser send requests here, under a name of its own that leads to this machine (DNS rebinding); it can forge
/// neither Host, nor Origin, nor know the token.
class RequestGuard {
 public:
  /// `port` is the server's. With `is_remote` the machine may be called by any of its addresses, not 127.0.0.1 and
  /// localhost alone; by names it is called neither way.
  RequestGuard(int port, bool is_remote) : port_(port), is_remote_(is_remote) {}

  /// 32 hexadecimal digits that nobody can guess.
  const std::string& token() const { return token_; }

  /// Whether the header Host, of which there is one, names this server.
  bool is_own_host(std::string_view host) const;

  /// Whether the header Origin, "" where a request has none, is that of this server as `host`.
  static bool is_own_origin(std::string_view origin, std::string_view host);

  /// Whether it is the token, told in the same time for every wrong text of its length.
  bool is_token(std::string_view text) const;

 private:
  static std::string new_token();

  int port_;
  bool is_remote_;
  std::string token_ = new_token();
};

}  // namespace lyap
