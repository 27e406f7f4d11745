#pragma once

#include "host/base/error.h"

#include <functional>
#include <map>
#include <string>
#include <toml++/toml.h>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// Reads a TOML file. Throws InvalidInput with file, line and what is wrong, or with `option`, which named the file, if
/// it cannot be read.
toml::table read_toml(const std::string& path, const std::string& option);

/// Groups of options, by their names without dashes, of which one replaces the others.
using RivalOptions = std::vector<std::vector<std::string>>;

/// Where options that a file set stand in it, so that a complaint about their values can say so.
class OptionOrigins {
 public:
  /// `option` by its name without dashes, or what else errors name in its place.
  void add(const std::string& option, const std::string& place) { places_[option] = place; }

  /// The same error; its option is named by file and line if a file has set it.
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
