#pragma once

#include "host/spec/settings.h"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// The options of a command that describe a job: each gives the field of its first long name a text, --size the field
/// `size`, SEQUENCE the field `sequence`. What the texts mean is read by host/jobs.
class FieldOptions {
 public:
  /// `command` must outlive this.
  explicit FieldOptions(CLI::App& command) : command_(command) {}

  CLI::App& command() const { return command_; }

  /// Options that are added from now on stand under this heading in the help.
  void begin_group(const std::string& group) { group_ = group; }

  /// `names` as CLI11 takes them, "-o,--output"; `type` and `otherwise`, the text that counts if the option is not
  /// given, are shown in the help.
  CLI::Option* add(const std::string& names, const std::string& type, const std::string& description,
                   const std::string& otherwise = "");
  /// An option that may be given several times.
  void add_several(const std::string& names, const std::string& type, const std::string& description);
  CLI::Option* add_flag(const std::string& names, const std::string& description);
  /// An argument without dashes.
  void add_argument(const std::string& name, const std::string& description);

  /// The fields that have an option.
  std::vector<std::string> fields() const;

  /// What was given, on the command line or by an OptionFile.
  Settings settings() const;

  /// The texts that count where nothing is given, as the help shows them.
  Settings defaults() const;

 private:
  CLI::Option* keep(const std::string& field, CLI::Option* option);
  static bool is_left_empty(const std::string& field, const CLI::Option& option);

  struct Entry {
    std::string field;
    CLI::Option* option;
  };

  CLI::App& command_;
  std::string group_;
  std::vector<Entry> entries_;
};

}  // namespace lyap
