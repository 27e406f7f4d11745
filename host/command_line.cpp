#include "host/command_line.h"

#include <fmt/format.h>

namespace lyap {

std::string command_line_of(const RenderSpec& spec, std::string_view palette_name) {
  const auto axis = [](std::string_view option, const Axis& value) {
    return fmt::format(" --{} {}={}:{}", option, value.letter, value.range.min, value.range.max);
  };
  std::string line = fmt::format("lyap render '{}'", spec.sequence.compact());
  line += axis("horizontal", spec.horizontal) + axis("vertical", spec.vertical);
  for (const auto& [letter, rate] : spec.constants) line += fmt::format(" --set {}={}", letter, rate);
  line += fmt::format(" --size {}x{} --iterations {} --transient {} --phase {} --x0 {} --precision {} --palette '{}'",
                      spec.size.width, spec.size.height, spec.iterations, spec.transient, spec.phase, spec.x0,
                      name_of(choose_precision(spec)), palette_name);
  return line;
}

}  // namespace lyap
