#pragma once

#include "host/spec/movement.h"
#include "tools/options/field_options.h"
#include "tools/options/option_file.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lyap {

/// If the command's first argument is a film file, NAME.toml, takes its path away from there.
std::optional<std::string> take_film_file(CLI::App& command);

/// Sets options and `timeline` from the table of a film, from a film file or a batch file. Keys that `is_ignored` knows
/// are left out. Throws InvalidInput with file and line.
void apply_film_table(OptionFile& file, const toml::table& table, std::vector<Movement>& timeline,
                      const std::function<bool(const std::string&)>& is_ignored = {});

}  // namespace lyap
