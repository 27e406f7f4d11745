#pragma once

#include "tools/terminal/progress_report.h"
#include "tools/terminal/stop_signals.h"

#include <string>
#include <string_view>

namespace lyap {

/// Exit codes; a program that a signal ended has kSignalled and the signal's number.
inline constexpr int kFailed = 1;
inline constexpr int kWrongUsage = 2;
inline constexpr int kSignalled = 128;

/// Says on standard error what went wrong, in one line: "lyap: error: …", or as an object with ProgressStyle::kJson:
/// {"event": "error", "text": "…", "exit_code": 2}. Returns `exit_code`.
int report_error(std::string_view program, const std::string& message, int exit_code,
                 ProgressStyle style = ProgressStyle::kLines);

/// The same of the exception that is being handled, in a catch clause: of work that was interrupted by `signals`, and
/// of anything that failed. Returns the exit code.
int report_failure(std::string_view program, const StopSignals& signals, ProgressStyle style = ProgressStyle::kLines);

}  // namespace lyap
