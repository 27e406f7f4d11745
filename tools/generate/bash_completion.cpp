#include "tools/generate/shell_completions.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

/// "-o|--output": a pattern of bash's for the names of an option.
std::string pattern_of(const OptionWords& option) {
  return fmt::format("{}", fmt::join(option.names, "|"));
}

std::string names_of(const CommandWords& command) {
  std::string names;
  for (const OptionWords& option : command.options) names += fmt::format("{} ", fmt::join(option.names, " "));
  return names;
}

/// What follows an option: its values, a file, or whatever the user types.
std::string value_case(const OptionWords& option) {
  const std::string reply =
      !option.values.empty() ? fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$word\"))", fmt::join(option.values, " "))
      : option.takes_file    ? "mapfile -t COMPREPLY < <(compgen -f -- \"$word\")"
                             : "COMPREPLY=()";
  return fmt::format("        {}) {}; return ;;\n", pattern_of(option), reply);
}

std::string command_case(const std::string& pattern, const CommandWords& command) {
  std::string values;
  for (const OptionWords& option : command.options) {
    if (!option.is_flag()) values += value_case(option);
  }
  const std::string after = values.empty() ? "" : fmt::format("      case $before in\n{}      esac\n", values);
  return fmt::format("    {})\n{}      names='{}' commands='{}'\n      ;;\n", pattern, after, names_of(command),
                     fmt::join(command.commands, " "));
}

}  // namespace

std::string bash_completion(const ProgramWords& program) {
  std::string known = "|";
  std::string cases;
  for (const CommandWords& command : program.commands) {
    known += command.name + "|";
    cases += command_case("'" + command.name + "'", command);
  }
  cases += command_case("*", program.whole);
  std::string function = program.name;
  std::ranges::replace(function, '-', '_');
  return fmt::format(R"(# Completion of {0} for bash.
_{1}() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} command='' names='' commands='' one
  # bash takes the = of --palette=jet for a word of its own.
  if [[ $word == = ]]; then word=''; elif [[ $before == = ]]; then before=${{COMP_WORDS[COMP_CWORD - 2]}}; fi
  for one in "${{COMP_WORDS[@]:1:COMP_CWORD - 1}}"; do
    [[ '{2}' == *"|${{command:+$command }}$one|"* ]] && command=${{command:+$command }}$one
  done
  case $command in
{3}  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$names" -- "$word"))
  else
    COMPREPLY=($(compgen -W "$commands" -- "$word"))
    [[ -z $command ]] || mapfile -t -O ${{#COMPREPLY[@]}} COMPREPLY < <(compgen -f -- "$word")
  fi
}}
complete -o filenames -F _{1} {0}
)",
                     program.name, function, known, cases);
}

}  // namespace lyap
