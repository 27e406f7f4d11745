#pragma once

#include "host/explore/job_queue.h"
#include "tools/explore/server/explorer.h"

#include <memory>
#include <optional>
#include <string>

namespace lyap {

/// What browsers keep for a page, such as its places, they keep by its address, port included: so it is mostly the same
/// one. LYAP on the keys of a telephone.
inline constexpr int kUsualPort = 5927;

/// Where a server can be asked.
struct ServerAddress {
  /// "127.0.0.1", or where strangers may ask.
  std::string host = "127.0.0.1";
  /// 0 for any that is free; without one it is kUsualPort if that is.
  std::optional<int> port{};
  bool is_remote = false;
  /// Whether a page of this machine, such as a notebook, may show the explorer's in a frame.
  bool is_embedded = false;
};

/// The explorer's page and its requests over HTTP, as docs/explore.md lists them. Threads of its own serve; the
/// explorer and the queue must outlive it.
class HttpServer {
 public:
  /// Listens from now on. Throws InvalidInput, naming the port or the host, if it cannot.
  HttpServer(const ServerAddress& address, Explorer& explorer, JobQueue& jobs);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  HttpServer(HttpServer&&) = delete;
  HttpServer& operator=(HttpServer&&) = delete;
  /// Ends all views and waits for its threads. Jobs go on.
  ~HttpServer();

  int port() const;
  /// What a browser is to open: "http://127.0.0.1:8000/#token=…".
  std::string url() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lyap
