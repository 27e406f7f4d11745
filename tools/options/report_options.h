#pragma once

#include "tools/terminal/progress_report.h"

#include <string>

#include <CLI/CLI.hpp>

namespace lyap {

/// What is reported on standard error.
struct ReportOptions {
  bool quiet = false;
  bool timings = false;
  std::string progress = "auto";

  /// --progress, or nothing with --quiet. Throws InvalidInput.
  ProgressStyle style() const;
  /// The style of errors, which --quiet does not leave out.
  ProgressStyle error_style() const;
};

/// Adds --progress and --quiet, which `about_quiet` describes.
void add_progress_options(CLI::App& command, ReportOptions& options, const std::string& about_quiet);

/// The same, and --timings.
void add_report_options(CLI::App& command, ReportOptions& options);

}  // namespace lyap
