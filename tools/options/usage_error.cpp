#include "tools/options/usage_error.h"

#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "host/base/text.h"
#include "host/spec/sequence.h"
#include "tools/options/foreign_words.h"
#include "tools/options/known_words.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The command that was named, or the command of that: `farm status`.
const CLI::App& command_of(const CLI::App& app) {
  const std::vector<const CLI::App*> commands =
      app.get_subcommands([](const CLI::App* command) { return command->parsed(); });
  return commands.empty() ? app : command_of(*commands.front());
}

/// Option `name`, "--size" or "SEQUENCE", of the command or of the program; null if there is none.
const CLI::Option* option_named(const CLI::App& app, const std::string& name) {
  for (const CLI::App* holder : {&command_of(app), &app}) {
    if (const CLI::Option* option = holder->get_option_no_throw(name)) return option;
  }
  return nullptr;
}

bool is_sequence(const std::string& word) {
  try {
    Sequence::parse(word);
    return true;
  } catch (const InvalidInput&) {
    return false;
  }
}

/// An option that the command does not have; `next` is the word behind it, "" for none.
std::string describe_option(const CLI::App& command, const std::string& word, const std::string& next) {
  const std::string name = word.substr(0, word.find('='));
  const std::string value = name.size() < word.size() ? word.substr(name.size() + 1) : next;
  if (const auto own = own_option_for(name, value, command)) {
    return fmt::format("unknown option {}: here it is {}", in_quotes(name), *own);
  }
  if (command.get_option_no_throw(name) != nullptr) {
    return fmt::format("{} is an option of {}, and stands behind it", name, command.get_display_name());
  }
  std::vector<std::string> known;
  for (const std::string& option : option_names(command)) known.push_back("--" + option);
  return unknown_word("option", name, known);
}

/// What stands where a command should.
std::string describe_command(const CLI::App& app, const std::string& word) {
  constexpr std::size_t kShown = 60;
  const std::vector<std::string> commands = command_names(app);
  if (nearest_name(word, commands) || !is_sequence(word)) return unknown_word("command", word, commands);
  return fmt::format("{} is a sequence and no command: lyap render {} makes a picture of it", in_quotes(word),
                     utf8_start(word, kShown));
}

std::string describe_extras(const CLI::App& app) {
  const std::vector<std::string> extras = app.remaining(true);
  const auto is_option = [](const std::string& word) { return word.starts_with("-"); };
  const bool has_command = &command_of(app) != &app;
  if (!has_command && (extras.empty() || !is_option(extras.front()))) {
    return describe_command(app, extras.empty() ? "" : extras.front());
  }
  const auto option = std::find_if(extras.begin(), extras.end(), is_option);
  if (option == extras.end()) return fmt::format("{} is one argument too many", in_quotes(extras.front()));
  return describe_option(command_of(app), *option, option + 1 == extras.end() ? "" : *(option + 1));
}

}  // namespace

std::string describe_misuse(const CLI::Option& option, const CLI::ParseError& error) {
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) == nullptr) return error.what();
  const std::string name = option.get_name();
  if (option.count() > 1) return fmt::format("{} is given {} times; give it once", name, option.count());
  if (option.get_expected_max() == 0) return error.what();
  return fmt::format("{0}: its value is missing: {0} {1} is accepted", name, option.get_type_name());
}

std::string describe_usage_error(const CLI::App& app, const CLI::ParseError& error) {
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return describe_extras(app);
  const std::string problem = error.what();
  const CLI::Option* option = option_named(app, problem.substr(0, problem.find(':')));
  return option == nullptr ? problem : describe_misuse(*option, error);
}

}  // namespace lyap
