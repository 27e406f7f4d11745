#include "tools/options/field_options.h"

#include "host/base/text.h"

namespace lyap {

CLI::Option* FieldOptions::add(const std::string& names, const std::string& type, const std::string& description,
                               const std::string& otherwise) {
  CLI::Option* option = command_.add_option(names, description)->type_name(type)->default_str(otherwise);
  return keep(option->get_lnames().front(), option);
}

void FieldOptions::add_several(const std::string& names, const std::string& type, const std::string& description) {
  add(names, type, description)->take_all()->allow_extra_args(false);
}

CLI::Option* FieldOptions::add_flag(const std::string& names, const std::string& description) {
  CLI::Option* option = command_.add_flag(names, description)->check(CLI::IsMember({"true", "false"}));
  return keep(option->get_lnames().front(), option);
}

void FieldOptions::add_argument(const std::string& name, const std::string& description) {
  keep(lower_case(name), command_.add_option(name, description)->type_name(""));
}

std::vector<std::string> FieldOptions::fields() const {
  std::vector<std::string> fields;
  fields.reserve(entries_.size());
  for (const Entry& entry : entries_) fields.push_back(entry.field);
  return fields;
}

/// An empty text for an option that need not have one, as scripts write it: --crf "$quality". Those with a default, the
/// sequence and the output always have a text.
bool FieldOptions::is_left_empty(const std::string& field, const CLI::Option& option) {
  const bool needs_text = field == "sequence" || field == "output" || !option.get_default_str().empty();
  return !needs_text && option.get_expected_max() == 1 && option.results().back().empty();
}

Settings FieldOptions::settings() const {
  Settings settings;
  for (const auto& [field, option] : entries_) {
    if (option->count() == 0 || is_left_empty(field, *option)) continue;
    if (option->get_expected_max() == 0) {
      settings.set(field, option->results().back());  // of a flag, the last word counts
    } else {
      for (const std::string& text : option->results()) settings.add(field, text);
    }
  }
  return settings;
}

Settings FieldOptions::defaults() const {
  Settings settings;
  for (const auto& [field, option] : entries_) {
    if (const std::string text = option->get_default_str(); !text.empty()) settings.set(field, text);
  }
  return settings;
}

CLI::Option* FieldOptions::keep(const std::string& field, CLI::Option* option) {
  if (!group_.empty()) option->group(group_);
  entries_.push_back({field, option});
  return option;
}

}  // namespace lyap
