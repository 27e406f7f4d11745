#include "tools/options/error_message.h"

#include <string_view>

#include <fmt/format.h>

namespace lyap {

std::string option_of_field(const std::string& field) {
  constexpr std::string_view kRate = "rate of ";
  if (field == "output") return "-o";
  if (field == "sequence") return "SEQUENCE";
  if (field == "input") return "INPUT";
  if (field == "jobs") return "JOBS";
  if (field.starts_with(kRate)) return fmt::format("--set {}=RATE", field.substr(kRate.size()));
  const bool is_option = !field.empty() && field.find(' ') == std::string::npos;
  return is_option ? "--" + field : field;
}

std::string message_of(const InvalidInput& error) {
  return error.field().empty() ? error.problem()
                               : fmt::format("{}: {}", option_of_field(error.field()), error.problem());
}

}  // namespace lyap
