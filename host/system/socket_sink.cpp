#include "host/system/socket_sink.h"

#include "host/base/error.h"
#include "host/system/file_to_replace.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

#include <fmt/format.h>

namespace lyap {

SocketSink::SocketSink(int socket, std::string shown_name, std::stop_token stop)
    : socket_(socket), shown_name_(std::move(shown_name)), stop_(std::move(stop)), stop_event_(stop_) {}

void SocketSink::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    if (stop_.stop_requested()) throw Interrupted();
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      wait_for_room();
    } else if (errno != EINTR) {
      throw Failure(fmt::format("cannot write to {}: {}", shown_name_, reason_of(errno)));
    }
  }
}

void SocketSink::wait_for_room() {
  // Errors and interrupting signals included, all that ends the wait is for the next send to find out.
  std::array<pollfd, 2> events{pollfd{socket_, POLLOUT, 0}, pollfd{stop_event_.descriptor(), POLLIN, 0}};
  ::poll(events.data(), events.size(), -1);
}

}  // namespace lyap
