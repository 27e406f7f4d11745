#include "tools/terminal/failure_report.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "tools/terminal/standard_output.h"

#include <exception>
#include <new>
#include <system_error>

#include <fmt/format.h>

namespace lyap {

int report_error(std::string_view program, const std::string& message, int exit_code) {
  print_report(fmt::format("{}: error: {}\n", program, printable(message)));
  return exit_code;
}

int report_failure(std::string_view program, const StopSignals& signals) {
  try {
    throw;
  } catch (const Interrupted& error) {
    return report_error(program, error.what(), kSignalled + signals.received());
  } catch (const std::bad_alloc&) {
    return report_error(program, "out of memory", kFailed);
  } catch (const std::system_error& error) {
    const bool is_thread = error.code() == std::errc::resource_unavailable_try_again;
    return report_error(program, is_thread ? "no further thread can be started (see 'ulimit -u')" : error.what(),
                        kFailed);
  } catch (const std::exception& error) {
    return report_error(program, error.what(), kFailed);
  }
}

}  // namespace lyap
