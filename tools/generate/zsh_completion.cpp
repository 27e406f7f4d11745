#include "tools/generate/shell_completions.h"

#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

/// A text within a specification of _arguments, which is in single quotes.
std::string zsh_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      if (std::string_view("[]:\\").find(c) != std::string_view::npos) result += '\\';
      result += c;
    }
  }
  return result;
}

/// ":TYPE:ACTION", or nothing for a flag.
std::string zsh_value(const OptionWords& option) {
  if (option.is_flag()) return "";
  const std::string action = !option.values.empty()
                                 ? fmt::format("({})", zsh_text(fmt::format("{}", fmt::join(option.values, " "))))
                             : option.takes_file ? "_files"
                                                 : "";
  return fmt::format(":{}:{}", zsh_text(option.type), action);
}

std::string specifications(const CommandWords& command, std::string_view indent) {
  std::string text;
  for (const OptionWords& option : command.options) {
    for (const std::string& name : option.names) {
      text += fmt::format(" \\\n{}'*{}[{}]{}'", indent, name, zsh_text(option.description), zsh_value(option));
    }
  }
  for (const OptionWords& argument : command.arguments) {
    text += fmt::format(" \\\n{}'*:{}:_files'", indent, zsh_text(argument.names.front()));
  }
  return text;
}

/// The words behind a command: what stands below it, its options and its arguments.
std::string command_case(const CommandWords& command) {
  const bool is_below = command.name.find(' ') != command.name.npos;
  const std::string below =
      command.commands.empty() ? "" : fmt::format(" \\\n        '1:command:({})'", fmt::join(command.commands, " "));
  return fmt::format("      '{}{}) _arguments{}{} ;;\n", command.name, is_below ? "'" : " '*", below,
                     specifications(command, "        "));
}

}  // namespace

std::string zsh_completion(const ProgramWords& program) {
  std::string commands;
  std::string cases;
  for (const CommandWords& command : program.commands) {
    const bool is_below = command.name.find(' ') != command.name.npos;
    if (!is_below) commands += fmt::format("    '{}:{}'\n", command.name, zsh_text(command.description));
    // What stands below a command comes first: the command's own case is that of all other words.
    cases = is_below ? command_case(command) + cases : cases + command_case(command);
  }
  if (program.commands.empty()) {
    return fmt::format("#compdef {}\n_arguments{}\n", program.name, specifications(program.whole, "  "));
  }
  return fmt::format(R"(#compdef {0}
local state line
local -a commands
commands=(
{1}  )
_arguments -C{2} \
  '1: :->command' \
  '*:: :->rest'
case $state in
  command) _describe command commands ;;
  rest)
    case "$line[1] $words[2]" in
{3}    esac
    ;;
esac
)",
                     program.name, commands, specifications(program.whole, "  "), cases);
}

}  // namespace lyap
