#pragma once

#include "tools/options/field_options.h"
#include "tools/options/report_options.h"

#include <string>

namespace lyap {

/// The options of `lyap batch`.
struct BatchOptions {
  explicit BatchOptions(CLI::App& command);

  std::string file;
  bool resume = false;
  bool dry_run = false;
  FieldOptions backend;
  ReportOptions reports;
};

}  // namespace lyap
