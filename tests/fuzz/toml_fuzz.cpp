// TOML files: read, with toml++'s assertions on, and handed to options of several kinds and to a timeline.
#include "host/base/error.h"
#include "tests/fuzz/input_file.h"
#include "tools/options/option_file.h"
#include "tools/options/timeline_file.h"
#include "tools/options/toml_text.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#ifdef NDEBUG
#error "the assertions of toml++ are what this is for"
#endif

namespace lyap {
namespace {

struct Command {
  Command() {
    app.add_option("SEQUENCE", sequence);
    app.add_option("--size", size);
    app.add_option("--iterations,--its", iterations);
    app.add_option("--set", rates);
    app.add_flag("--quiet", quiet);
  }

  std::string sequence;
  std::string size;
  double iterations = 0;
  std::vector<std::string> rates;
  bool quiet = false;
  CLI::App app;
};

void read(std::string_view text) {
  static const InputFile file("a.toml");
  file.set(text);
  try {
    const std::string prepared = prepare_toml(text, file.path());
    require(std::ranges::count(prepared, '\n') == std::ranges::count(text, '\n'), "lines stay where they are");
    const toml::table table = read_toml(file.path(), "config");
    Command command;
    OptionFile options(file.path(), command.app, {{"size", "iterations"}});
    options.apply(table, [](const std::string& name) { return name == "timeline"; });
    if (const toml::table* timeline = table["timeline"].as_table()) read_timeline(*timeline, options);
  } catch (const InvalidInput& error) {
    // The program makes all messages printable; toml++ shows strings as they are.
    require(std::string_view(error.what()).starts_with(file.path() + ":"), "a message names the file");
  }
}

}  // namespace
}  // namespace lyap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lyap::read({reinterpret_cast<const char*>(data), size});
  return 0;
}
