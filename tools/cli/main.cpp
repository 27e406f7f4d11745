#include "host/backends/backend_registry.h"
#include "host/base/error.h"
#include "host/base/version.h"
#include "tools/cli/command_examples.h"
#include "tools/cli/sibling_program.h"
#include "tools/commands/animate_command.h"
#include "tools/commands/backends_command.h"
#include "tools/commands/batch_command.h"
#include "tools/commands/compare_command.h"
#include "tools/commands/import_command.h"
#include "tools/commands/kernels_command.h"
#include "tools/commands/palettes_command.h"
#include "tools/commands/recolor_command.h"
#include "tools/commands/render_command.h"
#include "tools/commands/show_command.h"
#include "tools/farm/farm_command.h"
#include "tools/generate/generate_option.h"
#include "tools/options/batch_file.h"
#include "tools/options/comparison_options.h"
#include "tools/options/config_file.h"
#include "tools/options/error_message.h"
#include "tools/options/film_options.h"
#include "tools/options/known_words.h"
#include "tools/options/picture_options.h"
#include "tools/options/usage_error.h"
#include "tools/terminal/failure_report.h"
#include "tools/terminal/help_format.h"
#include "tools/terminal/json_report.h"
#include "tools/terminal/standard_descriptors.h"
#include "tools/terminal/stop_signals.h"

#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

constexpr std::string_view kProgram = "lyap";

/// What --help or --version asks for.
int answer(const CLI::App& app, const CLI::Success& wanted) {
  try {
    print_help_or_version(app, wanted);
    return 0;
  } catch (const Failure& error) {
    return report_error(kProgram, error.what(), kFailed);
  }
}

std::string version_text() {
  std::vector<std::string> names;
  for (const BackendDescription& backend : list_backends()) {
    if (backend.compiled_in) names.push_back(backend.name);
  }
  return fmt::format("lyap {}\nbackends compiled in: {}", kVersion, fmt::join(names, ", "));
}

/// The commands with their options, and which of them the user wants.
class Program {
 public:
  Program() {
    app_.require_subcommand(0, 1);
    app_.set_version_flag("--version", version_text, "Version and the backends compiled in");
    app_.add_option("--config", config_, "TOML file that sets options of the command by their long names")
        ->type_name("FILE");
    add_generate_option(app_);
    app_.formatter(std::make_shared<HelpFormat>());
    for (CLI::App* command : app_.get_subcommands({})) {
      command->fallthrough();  // --config may stand behind the command
      command->formatter(app_.get_formatter());
      for (CLI::App* part : command->get_subcommands({})) part->formatter(app_.get_formatter());
    }
    add_kernels_options(*kernels_, kernels_options_);
    add_examples(app_);
    palettes_->add_option("-o,--output", sheet_, "Draw them into this PNG file instead")->type_name("FILE");
  }

  /// Returns the exit code.
  int run(int argc, char** argv, StopSignals& signals) {
    style_ = report_style(argc, argv);
    try {
      app_.parse(argc, argv);
      return run_command(signals);
    } catch (const CLI::Success& help_or_version) {
      if (!app_.get_subcommands().empty() || app_.remaining().empty()) return answer(app_, help_or_version);
      return report(describe_usage_error(app_, CLI::ExtrasError(app_.remaining())) + help_hint(), kWrongUsage);
    } catch (const CLI::ParseError& error) {
      return report(describe_usage_error(app_, error) + help_hint(), kWrongUsage);
    } catch (const InvalidInput& error) {
      return report(message_of(film_file_.located(config_file_.located(error))), kWrongUsage);
    } catch (...) {
      return report_failure(kProgram, signals, style_);
    }
  }

 private:
  int report(const std::string& message, int exit_code) const {
    return report_error(kProgram, message, exit_code, style_);
  }

  int run_command(StopSignals& signals) {
    if (app_.get_subcommands().empty()) {
      throw InvalidInput(fmt::format("name a command: {}", fmt::join(command_names(app_), ", ")));
    }
    const std::string& command = app_.get_subcommands().front()->get_name();
    if (is_sibling(command)) {
      throw InvalidInput(fmt::format("the options of {0} stand behind it: lyap {0} --config FILE", command));
    }
    read_files(*app_.get_subcommands().front());
    // --config may have said it.
    const CLI::Option* progress = app_.get_subcommands().front()->get_option_no_throw("--progress");
    if (progress != nullptr && progress->count() > 0 && progress->results().back() == "json") {
      style_ = ProgressStyle::kJson;
    }
    if (*render_) run_render(render_options_, signals);
    if (*recolor_) run_recolor_command(recolor_options_, signals);
    if (*animate_) run_animate(animate_options_, signals);
    if (*farm_) run_farm(farm_options_, signals);
    if (*batch_) run_batch(read_batch_file(batch_options_), batch_options_, signals);
    if (*compare_) return run_compare(compare_options_, signals);
    if (*backends_) run_backends();
    if (*kernels_) run_kernels(kernels_options_, signals);
    if (*show_) run_show(show_options_, signals);
    if (*import_) run_import(import_options_, signals);
    if (*palettes_) run_palettes(sheet_, signals);
    return 0;
  }

  /// The command line counts first, then the film file, then --like, then --config.
  void read_files(CLI::App& command) {
    if (&command == animate_) film_file_ = apply_film_file(animate_options_);
    if (&command == farm_) film_file_ = apply_farm_file(farm_options_);
    if (&command == compare_) film_file_ = apply_film_file(compare_options_);
    const RivalOptions rivals = &command == animate_ || &command == farm_ ? rival_film_options()
                                : &command == compare_                    ? rival_comparison_options()
                                                                          : rival_picture_options();
    if (&command == render_) render_options_.like.note_given();
    if (&command == animate_) animate_options_.like.note_given();
    if (&command == farm_) farm_options_.film.like.note_given();
    if (config_) config_file_ = apply_config(*config_, app_, command, rivals);
  }

  std::string help_hint() const {
    const auto commands = app_.get_subcommands();
    return fmt::format(" (lyap {}--help tells more)", commands.empty() ? "" : commands.front()->get_name() + " ");
  }

  CLI::App app_{"Renders Lyapunov fractals, on NVIDIA GPUs and on processors, with the same bits.", "lyap"};
  CLI::App* render_ = app_.add_subcommand("render", "Compute one picture and write it as a PNG or EXR file");
  CLI::App* recolor_ = app_.add_subcommand("recolor", "Paint a picture from exponents that are in a file");
  CLI::App* animate_ = app_.add_subcommand("animate", "Compute a film and hand its frames to ffmpeg or to files");
  CLI::App* batch_ = app_.add_subcommand("batch", "Run the stills and films that a file lists");
  CLI::App* farm_ = app_.add_subcommand("farm", "Make a film or picture on many machines, the same bytes as on one");
  CLI::App* compare_ =
      app_.add_subcommand("compare", "Compute a picture twice and tell whether its exponents are the same");
  /// These two are listed in the help; main() runs lyap-explore and lyap-bench for them.
  [[maybe_unused]] CLI::App* explore_ =
      app_.add_subcommand("explore", "See pictures while you change them, in a browser");
  [[maybe_unused]] CLI::App* bench_ =
      app_.add_subcommand("bench", "Measure how fast the backends are, and how near to their limits");
  CLI::App* backends_ = app_.add_subcommand("backends", "Tell what can compute here, and why the rest cannot");
  CLI::App* kernels_ = app_.add_subcommand("kernels", "Compile the kernels that GPUs get for sequences, and keep them");
  CLI::App* show_ =
      app_.add_subcommand("show", "Tell how a picture or film was made, as a command that makes it again");
  CLI::App* import_ = app_.add_subcommand("import", "Turn pictures of FRACTINT and Ljapunow into commands of lyap");
  CLI::App* palettes_ = app_.add_subcommand("palettes", "List the built-in palettes");
  RenderOptions render_options_{*render_};
  RecolorOptions recolor_options_{*recolor_};
  AnimateOptions animate_options_{*animate_};
  BatchOptions batch_options_{*batch_};
  FarmOptions farm_options_{*farm_};
  CompareOptions compare_options_{*compare_};
  KernelsOptions kernels_options_;
  ShowOptions show_options_{*show_};
  ImportOptions import_options_{*import_};
  std::optional<std::string> sheet_;
  std::optional<std::string> config_;
  OptionOrigins config_file_;
  OptionOrigins film_file_;
  ProgressStyle style_ = ProgressStyle::kLines;
};

}  // namespace
}  // namespace lyap

int main(int argc, char** argv) {
  lyap::fill_standard_descriptors();
  try {
    std::vector<std::string> words = lyap::with_help_option({argv, argv + argc});
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    const int count = static_cast<int>(words.size());
    if (count > 1 && lyap::is_sibling(words[1])) lyap::become_sibling(words[1], count, pointers.data());
    lyap::StopSignals signals;
    return lyap::Program().run(count, pointers.data(), signals);
  } catch (const std::exception& error) {
    return lyap::report_error(lyap::kProgram, error.what(), lyap::kFailed);
  }
}
