#include "host/backend.h"
#include "host/error.h"
#include "host/version.h"
#include "tools/backends_command.h"
#include "tools/config_file.h"
#include "tools/help_format.h"
#include "tools/known_words.h"
#include "tools/palettes_command.h"
#include "tools/render_command.h"
#include "tools/standard_output.h"
#include "tools/stop_signals.h"

#include <cctype>
#include <exception>
#include <optional>
#include <sstream>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;
constexpr int kSignalled = 128;

int report(std::string message, int exit_code) {
  // One error, one line, and no codes that a terminal obeys, whatever libraries and users put into it.
  for (char& c : message) {
    if (std::iscntrl(static_cast<unsigned char>(c)) != 0) c = ' ';
  }
  print_report(fmt::format("lyap: error: {}\n", message));
  return exit_code;
}

/// What --help or --version asks for.
int answer(const CLI::App& app, const CLI::Success& wanted) {
  try {
    std::ostringstream text;
    app.exit(wanted, text, text);
    print_answer(text.str());
    return 0;
  } catch (const Failure& error) {
    return report(error.what(), kFailed);
  }
}

std::string version_text() {
  std::vector<std::string> names;
  for (const BackendDescription& backend : list_backends()) {
    if (backend.compiled_in) names.push_back(backend.name);
  }
  return fmt::format("lyap {}\nbackends compiled in: {}", kVersion, fmt::join(names, ", "));
}

int run(int argc, char** argv, const StopSignals& signals) {
  CLI::App app("Renders Lyapunov fractals, on NVIDIA GPUs and on processors, with the same bits.", "lyap");
  app.require_subcommand(0, 1);
  app.fallthrough();
  app.set_version_flag("--version", version_text, "Version and the backends compiled in");
  app.set_config("--config", "", "TOML file that sets options of the command by their long names")->type_name("FILE");
  app.config_formatter(std::make_shared<ConfigFile>(app, rival_render_options()));
  app.formatter(std::make_shared<HelpFormat>());

  RenderOptions render_options;
  CLI::App* render = app.add_subcommand("render", "Compute one picture and write it as a PNG file");
  add_render_options(*render, render_options);
  CLI::App* backends = app.add_subcommand("backends", "Tell what can compute here, and why the rest cannot");
  std::optional<std::string> sheet;
  CLI::App* palettes = app.add_subcommand("palettes", "List the built-in palettes");
  palettes->add_option("-o,--output", sheet, "Draw them into this PNG file instead")->type_name("FILE");

  try {
    app.parse(argc, argv);
    if (*render) run_render(render_options, signals);
    if (*backends) run_backends();
    if (*palettes) run_palettes(sheet);
    if (app.get_subcommands().empty()) throw InvalidInput("name a command: render, backends or palettes");
    return 0;
  } catch (const CLI::Success& help_or_version) {
    return answer(app, help_or_version);
  } catch (const CLI::ExtrasError&) {
    return report(fmt::format("{} (lyap {}--help tells more)", describe_extras(app), *render ? "render " : ""),
                  kWrongUsage);
  } catch (const CLI::FileError& error) {
    return report(fmt::format("--config: {}", error.what()), kWrongUsage);
  } catch (const CLI::ParseError& error) {
    return report(fmt::format("{} (lyap {}--help tells more)", error.what(), *render ? "render " : ""), kWrongUsage);
  } catch (const InvalidInput& error) {
    return report(error.what(), kWrongUsage);
  } catch (const Interrupted& error) {
    return report(error.what(), kSignalled + signals.received());
  } catch (const std::bad_alloc&) {
    return report("out of memory", kFailed);
  } catch (const std::exception& error) {
    return report(error.what(), kFailed);
  }
}

}  // namespace
}  // namespace lyap

int main(int argc, char** argv) {
  try {
    const lyap::StopSignals signals;
    return lyap::run(argc, argv, signals);
  } catch (const std::exception& error) {
    return lyap::report(error.what(), lyap::kFailed);
  }
}
