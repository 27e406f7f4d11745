// What strangers can send to the explorer: bodies of requests, and the names that they call the server by.
#include "host/base/error.h"
#include "tests/fuzz/require.h"
#include "tools/explore/server/json_fields.h"
#include "tools/explore/server/request_guard.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace lyap {
namespace {

void read_body(std::string_view text) {
  try {
    const nlohmann::json body = parse_body(text);
    const Settings fields = fields_in(body);
    const nlohmann::json written{{"fields", json_of(fields)}};
    const Settings again = fields_in(parse_body(text_of(written)));
    require(json_of(again) == json_of(fields_in(written)) || text_of(json_of(fields)) == text_of(json_of(again)),
            "fields are read back");
    text_in(body, "client");
    number_in(body, "column", 0, 1000, 0);
  } catch (const InvalidInput& error) {
    // The answer is text, whatever the names in the body are.
    parse_body(text_of(json_of(error)));
  }
}

void call_server(std::string_view text) {
  static const RequestGuard here(8000, false);
  static const RequestGuard remote(8000, true);
  const bool is_own = here.is_own_host(text);
  require(!is_own || text.ends_with(":8000"), "the port is the server's");
  require(!is_own || remote.is_own_host(text), "this machine's own names are allowed everywhere");
  require(!here.is_token(text) || text == here.token(), "nothing but the token is the token");
}

}  // namespace
}  // namespace lyap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  lyap::read_body(text);
  lyap::call_server(text);
  return 0;
}
