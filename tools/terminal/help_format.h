#pragma once

#include "tools/terminal/standard_output.h"

#include <sstream>
#include <string>

#include <CLI/CLI.hpp>

namespace lyap {

/// Help as users read it: what an option takes beside its name, its default at the end of the description.
class HelpFormat : public CLI::Formatter {
 public:
  HelpFormat() { column_width(36); }

  std::string make_option_opts(const CLI::Option* option) const override {
    const std::string type = option->get_type_name();
    const bool is_flag = option->get_expected_max() == 0;
    return type.empty() || is_flag ? "" : " " + type;
  }

  std::string make_option_desc(const CLI::Option* option) const override {
    const std::string value = option->get_default_str();
    return option->get_description() + (value.empty() ? "" : " [" + value + "]");
  }
};

/// What --help or --version asks for, on standard output. Throws what print_answer() throws.
inline void print_help_or_version(const CLI::App& app, const CLI::Success& wanted) {
  std::ostringstream text;
  app.exit(wanted, text, text);
  print_answer(text.str());
}

}  // namespace lyap
