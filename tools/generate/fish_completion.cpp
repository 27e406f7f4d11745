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
    text += fmt::format("complete -c {} -n __fish_use_subcommand -f -a {} -d {}\n", program.name, command.name,
                        fish_word(command.description));
    text += lines_of(program.name, command, fmt::format(" -n '__fish_seen_subcommand_from {}'", command.name));
  }
  return text;
}

}  // namespace lyap
