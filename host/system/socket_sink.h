#pragma once

#include "host/system/byte_sink.h"
#include "host/system/stop_event.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <string>

namespace lyap {

/// Writes to a connected stream socket (TCP or Unix), for a peer that reads while it is written.
///
/// It works on sockets in blocking and in non-blocking mode, leaves the mode as it is, and raises no SIGPIPE. The
/// socket stays open: closing it, which tells the peer that the data is complete, is left to the caller.
class SocketSink : public ByteSink {
 public:
  /// `socket` is a descriptor that stays open while the sink is used; `shown_name` is what error messages call it, for
  /// example the peer's address. A stop request ends the waiting for a peer that does not read. Throws Failure where
  /// the process has no descriptor left.
  SocketSink(int socket, std::string shown_name, std::stop_token stop = {});

  /// Throws Failure when the peer has closed the connection, and Interrupted soon after a stop is requested.
  void write(std::span<const std::byte> bytes) override;
  std::string shown_name() const override { return shown_name_; }

 private:
  void wait_for_room();

  int socket_;
  std::string shown_name_;
  std::stop_token stop_;
  StopEvent stop_event_;
};

}  // namespace lyap
