#include "host/command_line.h"

#include <fmt/format.h>

namespace lyap {
namespace {

/// The text as one word of a shell.
std::string shell_word(std::string_view text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

}  // namespace

std::string command_line_of(const RenderSpec& spec, std::string_view palette_name) {
  const auto axis = [](std::string_view option, const Axis& value) {
    return fmt::format(" --{} {}={}:{}", option, value.letter, value.range.min, value.range.max);
  };
  std::string line = fmt::format("lyap render '{}'", spec.sequence.compact());
  line += axis("horizontal", spec.horizontal) + axis("vertical", spec.vertical);
  for (const auto& [letter, rate] : spec.constants) line += fmt::format(" --set {}={}", letter, rate);
  line += fmt::format(" --size {}x{} --iterations {} --transient {} --phase {} --x0 {} --precision {} --palette {}",
                      spec.size.width, spec.size.height, spec.iterations, spec.transient, spec.phase, spec.x0,
                      name_of(choose_precision(spec)), shell_word(palette_name));
  return line;
}

}  // namespace lyap
