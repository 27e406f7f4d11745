#include "tools/generate/shell_completions.h"

#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

/// The text in single quotes, where fish knows \' and \\ alone.
std::string fish_word(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

/// " -l output -r -F" and the like.
std::string fish_option(const OptionWords& option) {
  std::string text;
  for (const std::string& name : option.names) {
    text += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2)) : fmt::format(" -s {}", name.substr(1));
  }
  if (option.is_flag()) return text;
  if (!option.values.empty()) return text + " -x -a " + fish_word(fmt::format("{}", fmt::join(option.values, " ")));
  return text + (option.takes_file ? " -r -F" : " -x");
}

std::string lines_of(const std::string& program, const CommandWords& command, const std::string& condition) {
  std::string text;
  for (const OptionWords& option : command.options) {
    text += fmt::format("complete -c {}{}{} -d {}\n", program, condition, fish_option(option),
                        fish_word(option.description));
  }
  return text;
}

}  // namespace

std::string fish_completion(const ProgramWords& program) {
  std::string text = fmt::format("# Completion of {} for fish.\n", program.name);
  const bool has_commands = !program.commands.empty();
  text += lines_of(program.name, program.whole, has_commands ? " -n __fish_use_subcommand" : "");
  for (const CommandWords& command : program.commands) {
    const std::size_t blank = command.name.find(' ');
    const bool is_below = blank != command.name.npos;
    const std::string before = is_below ? fmt::format("'__fish_seen_subcommand_from {}'", command.name.substr(0, blank))
                                        : "__fish_use_subcommand";
    const std::string name = is_below ? command.name.substr(blank + 1) : command.name;
    text += fmt::format("complete -c {} -n {} -f -a {} -d {}\n", program.name, before, name,
                        fish_word(command.description));
    const std::string seen = fmt::format("__fish_seen_subcommand_from {}", name);
    const std::string both = fmt::format("__fish_seen_subcommand_from {}; and {}", command.name.substr(0, blank), seen);
    text += lines_of(program.name, command, fmt::format(" -n '{}'", is_below ? both : seen));
  }
  return text;
}

}  // namespace lyap
