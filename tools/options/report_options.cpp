#include "tools/options/report_options.h"

#include "host/jobs/read_field.h"

namespace lyap {
namespace {

constexpr const char* kReports = "Reports";

void add_flag(CLI::App& command, const char* name, bool& value, const std::string& description) {
  command.add_flag(name, value, description)->group(kReports)->check(CLI::IsMember({"true", "false"}));
}

}  // namespace

ProgressStyle ReportOptions::style() const {
  const ProgressStyle style = error_style();
  return quiet ? ProgressStyle::kNone : style;
}

ProgressStyle ReportOptions::error_style() const {
  return read_as("progress", progress, parse_progress_style);
}

void add_progress_options(CLI::App& command, ReportOptions& options, const std::string& about_quiet) {
  add_flag(command, "--quiet,-q", options.quiet, about_quiet);
  command
      .add_option("--progress", options.progress, "bar, lines, json or none; auto is a bar on a terminal, else lines")
      ->type_name("STYLE")
      ->group(kReports)
      ->capture_default_str();
}

void add_report_options(CLI::App& command, ReportOptions& options) {
  add_progress_options(command, options, "No progress and no summary");
  add_flag(command, "--timings", options.timings, "Where the time went");
}

}  // namespace lyap
