#pragma once

#include "host/explore/job_queue.h"
#include "tools/explore/server/explorer.h"

#include <memory>
#include <string>

namespace lyap {

/// Where a server can be asked.
struct ServerAddress {
  /// "127.0.0.1", or where strangers may ask.
  std::string host = "127.0.0.1";
  /// 0 for any that is free.
  int port = 0;
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
