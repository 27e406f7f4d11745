#pragma once

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <netinet/in.h>
#include <optional>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace lyap {

/// A connection to a server on this machine: what is sent is what the test says, to the byte, which browsers and
/// libraries would not do.
class RawClient {
 public:
  /// `receive_buffer` is that of the socket, 0 for the system's own choice.
  explicit RawClient(int port, int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) {
      ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      throw std::system_error(errno, std::generic_category(), "connect");
    }
  }
  ~RawClient() { close(); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  RawClient(RawClient&&) = delete;
  RawClient& operator=(RawClient&&) = delete;

  void close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;  // refused before all was read
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  /// What has come by the next moment that something comes; empty at the end. Throws if nothing comes for a minute.
  std::string receive() {
    constexpr int kAtMostMs = 60'000;
    pollfd ready{socket_, POLLIN, 0};
    if (::poll(&ready, 1, kAtMostMs) != 1) throw std::runtime_error("no answer within a minute");
    std::array<char, 1 << 16> bytes;
    const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
    return count <= 0 ? "" : std::string(bytes.data(), static_cast<std::size_t>(count));
  }

  /// All that comes until the server closes the connection.
  std::string receive_all() {
    std::string all;
    for (std::string more = receive(); !more.empty(); more = receive()) all += more;
    return all;
  }

 private:
  int socket_;
};

/// An answer of HTTP.
struct HttpAnswer {
  int status = 0;
  std::string head;
  /// Put together of its pieces.
  std::string body;
  /// Whether it came to its end.
  bool is_whole = false;
};

inline std::string header_in(const HttpAnswer& answer, const std::string& name) {
  const std::size_t at = answer.head.find("\r\n" + name + ": ");
  if (at == std::string::npos) return "";
  const std::size_t begin = at + name.size() + 4;
  return answer.head.substr(begin, answer.head.find("\r\n", begin) - begin);
}

/// Reads an answer from all bytes of a connection.
inline HttpAnswer parse_answer(const std::string& bytes) {
  HttpAnswer answer;
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string::npos) return answer;
  answer.head = bytes.substr(0, end + 2);
  answer.status = std::stoi(answer.head.substr(answer.head.find(' ') + 1));
  const std::string rest = bytes.substr(end + 4);
  if (header_in(answer, "Transfer-Encoding") != "chunked") {
    answer.body = rest;
    answer.is_whole = std::to_string(rest.size()) == header_in(answer, "Content-Length");
    return answer;
  }
  for (std::size_t at = 0;;) {
    const std::size_t line = rest.find("\r\n", at);
    if (line == std::string::npos) return answer;
    const std::size_t length = std::stoul(rest.substr(at, line - at), nullptr, 16);
    if (length == 0) {
      answer.is_whole = true;
      return answer;
    }
    if (line + 2 + length + 2 > rest.size()) return answer;
    answer.body += rest.substr(line + 2, length);
    at = line + 2 + length + 2;
  }
}

}  // namespace lyap
