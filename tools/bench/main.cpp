// lyap-bench: measures how fast lyap's backends are. `lyap bench` runs it.

#include "host/base/error.h"
#include "host/base/version.h"
#include "host/spec/command_line.h"
#include "tools/bench/command.h"
#include "tools/generate/generate_option.h"
#include "tools/terminal/failure_report.h"
#include "tools/terminal/help_format.h"
#include "tools/terminal/json_report.h"
#include "tools/terminal/standard_descriptors.h"

#include <exception>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

namespace lyap {
namespace {

constexpr std::string_view kProgram = "lyap-bench";

/// The command line as a shell reads it again.
std::string command_line_of(int argc, char** argv) {
  constexpr const char* kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=,.:/+%@";
  std::string line = "lyap-bench";
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const bool is_plain = !word.empty() && word.find_first_not_of(kPlain) == std::string::npos;
    line += " " + (is_plain ? word : shell_word(word));
  }
  return line;
}

/// The lyap that stands beside this program, else the one on PATH.
std::string program_to_start() {
  std::error_code error;
  const auto beside = std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "lyap";
  return std::filesystem::exists(beside, error) ? beside.string() : "lyap";
}

int run(int argc, char** argv, StopSignals& signals) {
  const ProgressStyle style = report_style(argc, argv);
  CLI::App app("Measures how fast the backends of lyap are, and how near to their limits", "lyap-bench");
  app.formatter(std::make_shared<HelpFormat>());
  app.set_version_flag("--version", std::string("lyap-bench ") + kVersion);
  app.set_config("--config", "", "TOML file that sets options by their long names")->type_name("FILE");
  add_generate_option(app);
  BenchOptions options;
  options.plan.program = program_to_start();
  add_bench_options(app, options);
  set_examples(app, "lyap bench --only rates\nlyap bench --json run.json");
  try {
    app.parse(argc, argv);
    return run_bench(options, command_line_of(argc, argv), signals);
  } catch (const CLI::Success& help_or_version) {
    print_help_or_version(app, help_or_version);
    return 0;
  } catch (const CLI::ExtrasError& error) {
    return report_error(kProgram, std::string(error.what()) + " (lyap-bench --help tells more)", kWrongUsage, style);
  } catch (const CLI::ParseError& error) {
    return report_error(kProgram, error.what(), kWrongUsage, style);
  } catch (const InvalidInput& error) {
    // Fields are called like options.
    return report_error(kProgram, (error.field().empty() ? "" : "--") + std::string(error.what()), kWrongUsage, style);
  } catch (...) {
    return report_failure(kProgram, signals, style);
  }
}

}  // namespace
}  // namespace lyap

int main(int argc, char** argv) {
  lyap::fill_standard_descriptors();
  try {
    lyap::StopSignals signals;
    return lyap::run(argc, argv, signals);
  } catch (const std::exception& error) {
    return lyap::report_error(lyap::kProgram, error.what(), lyap::kFailed);
  }
}
