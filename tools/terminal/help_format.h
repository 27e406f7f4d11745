#pragma once

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

}  // namespace lyap
