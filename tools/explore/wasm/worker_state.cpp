#include "tools/explore/wasm/worker_state.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace lyap {
namespace {

Settings fields_in(std::span<const std::byte> bytes) {
  Settings fields;
  std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const auto take = [&rest] {
    const std::size_t end = std::min(rest.find('\0'), rest.size());
    std::string text(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return text;
  };
  while (!rest.empty()) {
    const std::string field = take();
    fields.add(field, take());
  }
  return fields;
}

}  // namespace

Worker& worker() {
  static Worker the_only;
  return the_only;
}

void answer(std::string text) {
  worker().answer = std::move(text);
}

Settings fields(OrderedCommand command) {
  Settings fields = fields_in(worker().request);
  check_page_fields(command, fields);
  return fields;
}

FilmJob film_job() {
  Settings asked = fields(OrderedCommand::kAnimate);
  if (!asked.has("output")) asked.set("output", "film.mp4");
  return read_film_job(asked);
}

}  // namespace lyap
