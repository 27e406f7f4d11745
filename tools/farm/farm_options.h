#pragma once

#include "tools/commands/animate_command.h"
#include "tools/options/field_options.h"
#include "tools/options/report_options.h"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// Who makes what is missing of a farm, --slurm, --local N or --print.
struct FarmMakers {
  void add_to(CLI::App& command);

  bool slurm = false;
  bool print = false;
  int local = 0;
  /// Units that are computed anew before the parts are joined.
  int verified = 10;
};

/// Options of the commands of a farm that compute: where it is, and on what backend.
struct FarmWorkerOptions {
  FarmWorkerOptions(CLI::App& farm, const std::string& name, const std::string& description);

  CLI::App& command;
  std::string folder;
  FieldOptions backend;
  ReportOptions reports;
};

/// The options of `lyap farm` and of the commands below it.
struct FarmOptions {
  explicit FarmOptions(CLI::App& farm);

  AnimateOptions film;
  FieldOptions planning;
  FarmMakers makers;
  std::string folder;
  std::vector<std::string> scheduler_words;
  /// A batch file, whose films are farms of their own; empty for a single film.
  std::string jobs_file;

  FarmWorkerOptions part;
  /// A number, or a range, 3-7; empty with a task.
  std::string parts;
  /// The number of a task, which stands for its parts; -1: none.
  std::int64_t task = -1;
  /// By what name the scheduler knows this machine; empty without one.
  std::string machine;

  FarmWorkerOptions join;
  int verified = 10;
  /// How often tasks were submitted before this join, where Slurm starts it; 0 elsewhere.
  int round = 0;

  FarmWorkerOptions resume;
  FarmMakers resume_makers;

  CLI::App& status;
  bool json = false;
  CLI::App& cancel;
  std::string status_folder;
  std::string cancel_folder;
};

/// If the first argument is a batch file, notes it; if it is a film file, sets options from it as apply_film_file()
/// does.
OptionOrigins apply_farm_file(FarmOptions& options);

}  // namespace lyap
