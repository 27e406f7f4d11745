#include "tools/options/option_file.h"

#include "host/base/text.h"
#include "host/jobs/read_field.h"
#include "host/system/read_file.h"
#include "tools/options/error_message.h"
#include "tools/options/file_paths.h"
#include "tools/options/known_words.h"
#include "tools/options/toml_text.h"
#include "tools/options/usage_error.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Options are known to CLI11 by their dashes, positional ones without.
CLI::Option* find_option(CLI::App& command, const std::string& name) {
  CLI::Option* option = command.get_option_no_throw("--" + name);
  return option != nullptr ? option : command.get_option_no_throw(name);
}

/// The name under which an option is known that a file calls `key`: `sequence` is what help calls SEQUENCE.
std::string name_of_key(CLI::App& command, const std::string& key) {
  if (find_option(command, key) != nullptr) return key;
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_positional() && lower_case(option->get_name(true)) == key) return option->get_name(true);
  }
  return key;
}

bool is_flag(const CLI::Option& option) {
  return option.get_expected_max() == 0;
}

std::string place(const std::string& path, const toml::source_region& source) {
  return fmt::format("{}:{}", path, source.begin.line);
}

/// The value as it would be written on the command line; nothing for tables, dates and the like.
std::optional<std::string> text_of(const toml::node& value) {
  if (const auto* text = value.as_string()) return text->get();
  if (const auto* number = value.as_integer()) return fmt::format("{}", number->get());
  if (const auto* number = value.as_floating_point()) return fmt::format("{}", number->get());
  if (const auto* flag = value.as_boolean()) return flag->get() ? "true" : "false";
  return std::nullopt;
}

/// "unknown option 'siz', did you mean 'size'?", or of tables, of which there is one that an option has no part in.
std::string unknown_key(const CLI::App& command, const std::string& name, const toml::node& value,
                        const std::function<bool(const std::string&)>& is_other) {
  constexpr const char* kTimeline = "timeline";
  if (!value.is_table()) return unknown_word("option", name, option_names(command));
  const bool has_timeline = is_other && is_other(kTimeline);
  return unknown_word("table", name, has_timeline ? std::vector<std::string>{kTimeline} : std::vector<std::string>{});
}

}  // namespace

toml::table read_toml(const std::string& path, const std::string& field) {
  constexpr std::size_t kMaxBytes = std::size_t{16} << 20U;
  const std::string content = read_as(field, path, [&](const std::string& name) { return read_file(name, kMaxBytes); });
  const std::string text = prepare_toml(content, path);
  try {
    return toml::parse(text, path);
  } catch (const toml::parse_error& error) {
    throw InvalidInput(fmt::format("{}: {}", place(path, error.source()), error.description()));
  }
}

std::optional<std::string> OptionOrigins::place_of(const InvalidInput& error) const {
  const std::string& field = error.field();
  const std::string name = field == "sequence" ? "SEQUENCE" : field.starts_with("rate of ") ? "set" : field;
  const auto found = places_.find(name);
  if (found != places_.end()) return found->second;
  return std::nullopt;
}

InvalidInput OptionOrigins::located(const InvalidInput& error) const {
  const std::optional<std::string> place = place_of(error);
  return place ? InvalidInput(fmt::format("{}: {}", *place, message_of(error))) : error;
}

OptionFile::OptionFile(std::string path, CLI::App& command, RivalOptions rivals)
    : path_(std::move(path)), command_(command), rivals_(std::move(rivals)) {}

std::string OptionFile::place_of(const toml::node& node) const {
  return place(path_, node.source());
}

bool OptionFile::is_given(const std::string& name) const {
  const auto given = [&](const std::string& other) {
    const CLI::Option* option = find_option(command_, other);
    return option != nullptr && option->count() > 0;
  };
  for (const auto& rivals : rivals_) {
    if (std::find(rivals.begin(), rivals.end(), name) != rivals.end()) {
      return std::any_of(rivals.begin(), rivals.end(), given);
    }
  }
  return given(name);
}

void OptionFile::apply(const toml::table& table, const std::function<bool(const std::string&)>& is_other) {
  struct Setting {
    CLI::Option& option;
    std::string name;
    const toml::node& value;
  };
  std::vector<Setting> settings;
  for (const auto& [key, value] : table) {
    const std::string name = name_of_key(command_, std::string(key.str()));
    if (is_other && is_other(name)) continue;
    CLI::Option* option = find_option(command_, name);
    if (option == nullptr || name == "help" || name == "config") {
      throw InvalidInput(at(value, unknown_key(command_, name, value, is_other)));
    }
    // Asked before anything is set: one of two rivals in the file must not keep the other out.
    if (!is_given(name)) settings.push_back({*option, name, value});
  }
  for (const auto& [option, name, value] : settings) set(option, name, value);
}

void OptionFile::set(CLI::Option& option, const std::string& name, const toml::node& value) {
  const std::string here = place_of(value);
  const auto add = [&](const toml::node& single) {
    const auto text = text_of(single);
    if (!text) throw InvalidInput(fmt::format("{}: {} takes text, numbers, true or false", here, name));
    option.add_result(is_flag(option) ? option.get_flag_value(name, *text) : from_folder_of(path_, name, *text));
  };
  try {
    if (const toml::array* several = value.as_array()) {
      if (is_flag(option)) throw InvalidInput(fmt::format("{}: {} takes true or false", here, name));
      for (const toml::node& single : *several) add(single);
    } else {
      add(value);
    }
    option.run_callback();
  } catch (const CLI::ParseError& error) {
    throw InvalidInput(fmt::format("{}: {}", here, describe_misuse(option, error)));
  }
  for (const std::string& known : option.get_lnames()) origins_.add(known, here);
  if (option.get_positional()) origins_.add(option.get_name(true), here);
}

}  // namespace lyap
