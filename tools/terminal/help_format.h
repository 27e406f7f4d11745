#pragma once

#include "tools/terminal/standard_output.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

namespace lyap {

/// The text with its blanks made ends of lines where that is needed for lines of at most `width` columns.
inline std::string wrapped(std::string_view text, std::size_t width) {
  std::string lines;
  while (text.size() > width) {
    const std::size_t last = text.rfind(' ', width);
    const std::size_t blank = last == text.npos ? text.find(' ') : last;
    if (blank == text.npos) break;
    lines += std::string(text.substr(0, blank)) + '\n';
    text.remove_prefix(blank + 1);
  }
  return lines + std::string(text);
}

/// Help as users read it: what an option takes beside its name, its default at the end of the description, and no line
/// of more than 100 columns.
class HelpFormat : public CLI::Formatter {
 public:
  HelpFormat() { column_width(kColumn); }

  std::string make_option_opts(const CLI::Option* option) const override {
    // Behind a colon stands what is checked.
    const std::string type = option->get_type_name().substr(0, option->get_type_name().find(':'));
    const bool is_flag = option->get_expected_max() == 0;
    return type.empty() || is_flag ? "" : " " + type;
  }

  std::string make_option_desc(const CLI::Option* option) const override {
    const std::string value = option->get_default_str();
    return beside_names(option->get_description() + (value.empty() ? "" : " [" + value + "]"));
  }

  std::string make_subcommand(const CLI::App* command) const override {
    std::ostringstream line;
    CLI::detail::format_help(line, command->get_display_name(true), beside_names(command->get_description()), kColumn);
    return line.str();
  }

 private:
  static constexpr std::size_t kWidth = 100;
  /// Where descriptions begin.
  static constexpr std::size_t kColumn = 36;

  static std::string beside_names(const std::string& text) { return wrapped(text, kWidth - kColumn); }
};

/// Shows examples, a command in each line, at the end of the command's help.
inline void set_examples(CLI::App& command, std::string_view lines) {
  std::string text = "Examples:";
  for (std::size_t end = 0; !lines.empty(); lines.remove_prefix(std::min(end + 1, lines.size()))) {
    end = std::min(lines.find('\n'), lines.size());
    text += "\n  " + std::string(lines.substr(0, end));
  }
  command.footer(text);
}

/// What --help or --version asks for, on standard output. Throws what print_answer() throws.
inline void print_help_or_version(const CLI::App& app, const CLI::Success& wanted) {
  std::ostringstream text;
  app.exit(wanted, text, text);
  print_answer(text.str());
}

}  // namespace lyap
