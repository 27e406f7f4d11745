#pragma once

#include "host/backends/backend_registry.h"
#include "host/explore/job_queue.h"
#include "tests/explore/server/raw_client.h"
#include "tests/support/ignore_pipe_signal.h"
#include "tests/support/temporary_folder.h"
#include "tools/explore/server/explorer.h"
#include "tools/explore/server/http_server.h"

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace lyap {

/// A part of a stream of PartStream.
struct Part {
  nlohmann::json json;
  std::string bytes;
};

/// The parts of a body, without signs of life and without one that is cut off.
inline std::vector<Part> parts_of(const std::string& body) {
  const auto length_at = [&](std::size_t at) {
    std::size_t length = 0;
    for (std::size_t i = 4; i-- > 0;) length = length << 8 | static_cast<std::uint8_t>(body[at + i]);
    return length;
  };
  std::vector<Part> parts;
  for (std::size_t at = 0; at + 8 <= body.size();) {
    const std::size_t json = length_at(at);
    const std::size_t bytes = length_at(at + 4);
    if (at + 8 + json + bytes > body.size()) break;
    Part part{nlohmann::json::parse(body.substr(at + 8, json)), body.substr(at + 8 + json, bytes)};
    if (part.json.at("kind") != "working") parts.push_back(std::move(part));
    at += 8 + json + bytes;
  }
  return parts;
}

/// A server of the explorer's, and requests as its page sends them.
class ServerTest : public testing::Test {
 protected:
  int port() const { return server_->port(); }
  std::string host() const { return fmt::format("127.0.0.1:{}", port()); }
  std::string token() const { return server_->url().substr(server_->url().find('=') + 1); }
  Explorer& explorer() { return *explorer_; }
  JobQueue& jobs() { return jobs_; }
  const TemporaryFolder& folder() const { return folder_; }

  /// A request with the headers of the page; `more` are further ones, each with its end of line.
  std::string request(const std::string& method, const std::string& path, const std::string& body = "",
                      const std::string& more = "") const {
    std::string head =
        fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\nX-Lyap-Token: {}\r\n{}", method, path, host(), token(), more);
    if (method == "POST") head += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", body.size());
    return head + "\r\n" + body;
  }

  /// The answer to any bytes.
  HttpAnswer answer_to(const std::string& bytes) const {
    RawClient client(port());
    client.send(bytes);
    return parse_answer(client.receive_all());
  }

  HttpAnswer get(const std::string& path) const { return answer_to(request("GET", path)); }
  HttpAnswer post(const std::string& path, const nlohmann::json& body) const {
    return answer_to(request("POST", path, body.dump()));
  }

  static nlohmann::json fields_of_picture(const std::string& sequence = "AB", const std::string& size = "64x48") {
    return {{"sequence", sequence}, {"size", size}, {"horizontal", "A=2:4"}, {"vertical", "B=2:4"}};
  }

  /// A view that would take longer than any test.
  static nlohmann::json endless_view(const std::string& client, const std::string& size = "1920x1080") {
    nlohmann::json fields = fields_of_picture("AB", size);
    fields["horizontal"] = "A=3.6:3.9";
    fields["vertical"] = "B=3.6:3.9";
    fields["iterations"] = "5000000";
    fields["brute-force"] = "true";
    fields["precision"] = "f32";
    return {{"client", client}, {"fields", fields}};
  }

 private:
  IgnorePipeSignal ignore_pipe_signal_;
  TemporaryFolder folder_;
  JobQueue jobs_{{.folder = folder_.path(), .backend = {.backend = "cpu", .options = {}}, .palettes = {}}};
  std::unique_ptr<Explorer> explorer_ = std::make_unique<Explorer>(
      ExplorerStart{.initial = {}, .defaults = {}, .backend_name = "cpu"}, find_backend("cpu").create({}));
  std::unique_ptr<HttpServer> server_ = std::make_unique<HttpServer>(ServerAddress{.port = 0}, *explorer_, jobs_);
};

}  // namespace lyap
