// lyap-explore: the explorer, a page in the browser and the server behind it. `lyap explore` runs it.

#include "host/base/error.h"
#include "host/base/version.h"
#include "tools/explore/explore_options.h"
#include "tools/explore/run_explore.h"
#include "tools/generate/generate_option.h"
#include "tools/options/error_message.h"
#include "tools/options/usage_error.h"
#include "tools/terminal/failure_report.h"
#include "tools/terminal/help_format.h"
#include "tools/terminal/json_report.h"
#include "tools/terminal/standard_descriptors.h"
#include "tools/terminal/stop_signals.h"

#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace lyap {
namespace {

constexpr std::string_view kProgram = "lyap";

/// Any of the server's threads answers a view, and the C library would keep the memory of a picture for each of them:
/// they share it, so that a view gets what the last one had, instead of new pages, which took half of its time.
void share_memory_of_threads() {
#ifdef __GLIBC__
  constexpr int kPools = 2;
  mallopt(M_ARENA_MAX, kPools);
#endif
}

int run(int argc, char** argv, StopSignals& signals) {
  const ProgressStyle style = report_style(argc, argv);
  CLI::App app("See pictures while you change them, in a browser, and make films of them", "lyap explore");
  app.formatter(std::make_shared<HelpFormat>());
  app.set_version_flag("--version", std::string("lyap ") + kVersion);
  app.set_config("--config", "", "TOML file that sets options by their long names")->type_name("FILE");
  add_generate_option(app);
  ExploreOptions options(app);
  set_examples(app, "lyap explore AABAB\nlyap explore picture.png");
  try {
    app.parse(argc, argv);
    run_explore(options, signals);
    return 0;
  } catch (const CLI::Success& help_or_version) {
    print_help_or_version(app, help_or_version);
    return 0;
  } catch (const CLI::ParseError& error) {
    return report_error(kProgram, describe_usage_error(app, error) + " (lyap explore --help tells more)", kWrongUsage,
                        style);
  } catch (const InvalidInput& error) {
    return report_error(kProgram, message_of(error), kWrongUsage, style);
  } catch (...) {
    return report_failure(kProgram, signals, style);
  }
}

}  // namespace
}  // namespace lyap

int main(int argc, char** argv) {
  lyap::fill_standard_descriptors();
  lyap::share_memory_of_threads();
  try {
    lyap::StopSignals signals;
    return lyap::run(argc, argv, signals);
  } catch (const std::exception& error) {
    return lyap::report_error(lyap::kProgram, error.what(), lyap::kFailed);
  }
}
