#pragma once

#include "host/system/file_descriptor.h"

#include <array>
#include <cerrno>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace lyap {

/// Two connected stream sockets, as a program and its peer have them.
class SocketPair {
 public:
  SocketPair() {
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) throw std::runtime_error("no sockets");
    ours_ = FileDescriptor(ends[0]);
    peers_ = FileDescriptor(ends[1]);
  }

  int ours() const { return ours_.get(); }
  int peers() const { return peers_.get(); }
  void close_ours() { ours_.reset(); }
  void close_peers() { peers_.reset(); }

  /// All that the peer gets until our end is closed.
  std::string read_to_end() const {
    std::string text;
    std::array<char, 4096> bytes{};
    while (true) {
      const ssize_t count = ::read(peers_.get(), bytes.data(), bytes.size());
      if (count == 0 || (count < 0 && errno != EINTR)) return text;
      if (count > 0) text.append(bytes.data(), static_cast<std::size_t>(count));
    }
  }

 private:
  FileDescriptor ours_;
  FileDescriptor peers_;
};

}  // namespace lyap
