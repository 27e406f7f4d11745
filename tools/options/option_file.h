#pragma once

#include "host/base/error.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <toml++/toml.h>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// Reads a TOML file. Throws InvalidInput with file, line and what is wrong, or naming `field`, which named the file,
/// if it cannot be read.
toml::table read_toml(const std::string& path, const std::string& field);

/// Groups of options, by their names without dashes, of which one replaces the others.
using RivalOptions = std::vector<std::vector<std::string>>;

/// Where options that a file set stand in it, so that a complaint about their values can say so.
class OptionOrigins {
 public:
  /// `name` is an option's without dashes, or a field that errors name.
  void add(const std::string& name, const std::string& place) { places_[name] = place; }

  /// The place of what the error is about, if a file has set it: "film.toml:7".
  std::optional<std::string> place_of(const InvalidInput& error) const;

  /// The same error as the command line tells it; behind file and line if a file has set what it is about.
  InvalidInput located(const InvalidInput& error) const;

 private:
  std::map<std::string, std::string> places_;
};

/// Sets options of a command from TOML tables as if they stood on the command line: `size = "4k"` is --size 4k, an
/// array gives an option several times. What is on the command line already, in whatever spelling, is left alone.
class OptionFile {
 public:
  OptionFile(std::string path, CLI::App& command, RivalOptions rivals);

  /// Sets what `table` has but for the keys that `is_other` knows. Throws InvalidInput, with file and line, for unknown
  /// options and for values that an option does not take.
  void apply(const toml::table& table, const std::function<bool(const std::string&)>& is_other = {});

  /// "film.toml:7".
  std::string place_of(const toml::node& node) const;

  /// "film.toml:7: PROBLEM".
  std::string at(const toml::node& node, const std::string& problem) const { return place_of(node) + ": " + problem; }

  /// Notes that `node` sets what errors call `name`.
  void add_origin(const std::string& name, const toml::node& node) { origins_.add(name, place_of(node)); }

  const OptionOrigins& origins() const { return origins_; }

 private:
  bool is_given(const std::string& name) const;
  void set(CLI::Option& option, const std::string& name, const toml::node& value);

  std::string path_;
  CLI::App& command_;
  RivalOptions rivals_;
  OptionOrigins origins_;
};

}  // namespace lyap
