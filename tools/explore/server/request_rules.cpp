#include "tools/explore/server/request_rules.h"

#include <charconv>
#include <string_view>

namespace lyap {
namespace {

constexpr std::string_view kApi = "/api/";

bool has_one(const httplib::Request& request, const char* header) {
  return request.get_header_value_count(header) == 1;
}

/// The number of bytes that a request says its body has; nothing where that is no number.
std::optional<std::size_t> told_length(const httplib::Request& request) {
  const std::string text = request.get_header_value("Content-Length");
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return length;
}

std::optional<Refusal> refusal_of_body(const httplib::Request& request) {
  for (const char* header : {"Transfer-Encoding", "Content-Encoding"}) {
    if (request.has_header(header)) return Refusal{415, "bodies are sent as they are, in one piece"};
  }
  const std::string type = request.get_header_value("Content-Type");
  for (const std::string_view unpacked : {"multipart/", "application/x-www-form-urlencoded"}) {
    if (type.starts_with(unpacked)) return Refusal{415, "bodies are JSON or the bytes of a file"};
  }
  const std::optional<std::size_t> length = has_one(request, "Content-Length") ? told_length(request) : std::nullopt;
  if (!length) return Refusal{411, "a request says how long its body is"};
  const std::size_t most = request.path == "/api/open" ? kMostFileBytes : kMostBodyBytes;
  if (*length > most) return Refusal{413, "the body is too large"};
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> refusal_of(const httplib::Request& request, const RequestGuard& guard) {
  const std::string host = request.get_header_value("Host");
  if (!has_one(request, "Host") || !guard.is_own_host(host)) {
    return Refusal{403, "this server goes by its address alone, and not by the name in Host"};
  }
  if (request.get_header_value_count("Origin") > 1 ||
      !RequestGuard::is_own_origin(request.get_header_value("Origin"), host)) {
    return Refusal{403, "only the server's own page may ask"};
  }
  // Parts of answers are not to be had: a request could ask for the same one many times.
  if (request.has_header("Range")) return Refusal{416, "answers are whole"};
  if (request.path.starts_with(kApi) &&
      !(has_one(request, "X-Lyap-Token") && guard.is_token(request.get_header_value("X-Lyap-Token")))) {
    return Refusal{403, "the token is missing or wrong: open the address that lyap explore printed"};
  }
  if (request.method == "GET") return std::nullopt;
  if (request.method != "POST") return Refusal{405, "GET and POST are answered"};
  return refusal_of_body(request);
}

}  // namespace lyap
