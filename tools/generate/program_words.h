#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// What an option or argument is called, what it takes, and what it says of itself.
struct OptionWords {
  /// "-o", "--output"; of an argument its one name, without dashes.
  std::vector<std::string> names;
  /// What it takes, as the help shows it; empty for a flag and for an argument.
  std::string type;
  std::string description;
  /// The heading that it stands under in the help.
  std::string group;
  /// Words that it takes, as far as they are known beforehand.
  std::vector<std::string> values;
  bool takes_file = false;

  bool is_flag() const { return type.empty(); }
};

/// A command, or the program itself.
struct CommandWords {
  /// With the command that it stands below, if any: "farm status".
  std::string name;
  std::string description;
  std::vector<OptionWords> options;
  std::vector<OptionWords> arguments;
  /// The commands below it, "status".
  std::vector<std::string> commands;
  /// What its help ends with, such as examples.
  std::string footer;
};

/// A program as its help describes it, for other writers than the help's.
struct ProgramWords {
  /// As it is called: "lyap", "lyap-bench".
  std::string name;
  CommandWords whole;
  /// All of its commands, each followed by those below it.
  std::vector<CommandWords> commands;
};

/// Takes the words from CLI11's own tree, so that nothing can be left out or be told otherwise than in the help. Values
/// are those of this program: its palettes, its backends, the letters of axes.
ProgramWords program_words(const CLI::App& app);

}  // namespace lyap
