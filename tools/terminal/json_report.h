#pragma once

#include "tools/terminal/progress_report.h"

#include <string>
#include <string_view>

namespace lyap {

/// Text as a string of JSON, in its quotes; bytes that are no UTF-8 are replaced.
std::string json_string(std::string_view text);

/// One line of a report as a JSON object: {"event": "note", "text": "…"}.
std::string report_json(std::string_view event, std::string_view text);

/// The style of all reports, as far as the words of a command line tell it, "--progress json" or not: errors of the
/// rest of the line are told in it, too.
ProgressStyle report_style(int argc, char** argv);

/// Prints a report on standard error as it is, or with ProgressStyle::kJson each of its lines as an object, so that
/// whoever reads the progress can read all lines as JSON. `event` is "note", "summary", "timings" or the like; a "note:
/// " or "lyap: " in front of the line is left out then.
void print_report(ProgressStyle style, std::string_view event, std::string_view text);

}  // namespace lyap
