#include "tools/generate/man_page.h"

#include "host/base/version.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The text as troff prints it: backslashes and hyphens stand for themselves, and so does what begins a line.
std::string troff_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\')
      result += "\\e";
    else if (c == '-')
      result += "\\-";
    else
      result += c;
  }
  const bool is_control = result.starts_with('.') || result.starts_with('\'');
  return is_control ? "\\&" + result : result;
}

std::string upper_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::string option_entry(const OptionWords& option) {
  std::string names;
  for (const std::string& name : option.names) {
    names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", troff_text(name));
  }
  const std::string value = option.type.empty() ? "" : fmt::format(" \\fI{}\\fR", troff_text(option.type));
  return fmt::format(".TP\n{}{}\n{}\n", names, value, troff_text(option.description));
}

/// Options under their headings, in the order of the help.
std::string option_entries(const CommandWords& command) {
  std::string text;
  for (const OptionWords& argument : command.arguments) text += option_entry(argument);
  std::string group = "Options";
  for (const OptionWords& option : command.options) {
    if (option.group != group) text += fmt::format(".PP\n\\fI{}\\fR\n", troff_text(group = option.group));
    text += option_entry(option);
  }
  return text;
}

/// Lines that are to stay as they are.
std::string as_they_are(std::string_view lines) {
  if (lines.empty()) return "";
  std::string text = ".PP\n.nf\n";
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    text += troff_text(lines.substr(0, end)) + "\n";
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return text + ".fi\n";
}

std::string synopsis(const std::string& program, const CommandWords& command) {
  std::string arguments;
  for (const OptionWords& argument : command.arguments) {
    arguments += fmt::format(" [\\fI{}\\fR]", troff_text(argument.names.front()));
  }
  const std::string name = command.name.empty() ? program : program + " " + command.name;
  return fmt::format("\\fB{}\\fR [\\fIOPTIONS\\fR]{}\n", troff_text(name), arguments);
}

std::string command_section(const std::string& program, const CommandWords& command) {
  return fmt::format(".SS {}\n{}.PP\n{}\n{}{}", troff_text(program + " " + command.name), synopsis(program, command),
                     troff_text(command.description), option_entries(command), as_they_are(command.footer));
}

constexpr std::string_view kExitStatus = R"(.SH EXIT STATUS
.TP
0
All is done; of
.B compare
that the exponents are the same.
.TP
1
It could not be done: a full disk, a missing file, a GPU that fails.
.TP
2
What was asked for is wrong; the message says what.
.TP
3
Of
.B compare
that exponents differ.
.TP
130, 143
It was stopped by a signal.
)";

constexpr std::string_view kSeeAlso = R"(.SH SEE ALSO
.BR lyap (1),
.BR lyap\-explore (1),
.BR lyap\-bench (1),
.BR ffmpeg (1)
)";

}  // namespace

std::string man_page(const ProgramWords& program) {
  CommandWords whole = program.whole;
  whole.name.clear();
  std::string text = fmt::format(".TH {} 1 \"\" \"lyap {}\" \"User Commands\"\n.SH NAME\n{} \\- {}\n.SH SYNOPSIS\n",
                                 troff_text(upper_case(program.name)), kVersion, troff_text(program.name),
                                 troff_text(whole.description));
  if (program.commands.empty()) {
    text += synopsis(program.name, whole);
  } else {
    for (const CommandWords& command : program.commands) text += synopsis(program.name, command) + ".br\n";
  }
  text += ".SH OPTIONS\n" + option_entries(whole) + as_they_are(whole.footer);
  if (!program.commands.empty()) text += ".SH COMMANDS\n";
  for (const CommandWords& command : program.commands) text += command_section(program.name, command);
  return text + std::string(kExitStatus) + std::string(kSeeAlso);
}

}  // namespace lyap
