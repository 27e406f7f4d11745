#include "host/output/picture_difference.h"

#include "host/base/text.h"
#include "host/output/picture_file.h"
#include "host/spec/command_line_difference.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::string_view kMaker = "Software";
constexpr std::string_view kCommandLine = "Comment";
constexpr std::string_view kMakerStart = "lyap ";

}  // namespace

std::string picture_difference(const PngImage& existing, const PngImage& wanted) {
  const std::string_view maker = text_under(existing, kMaker);
  const std::string_view line = text_under(existing, kCommandLine);
  if (!maker.starts_with(kMakerStart) || line.empty()) return "not made by lyap";
  if (maker != text_under(wanted, kMaker)) {
    return fmt::format("made by {}, this is {}", in_quotes(maker), in_quotes(text_under(wanted, kMaker)));
  }
  if (std::string other = command_line_difference(line, text_under(wanted, kCommandLine)); !other.empty()) return other;
  // Other programs change pictures and keep their metadata, and a palette file may have changed.
  if (existing.width != wanted.width || existing.height != wanted.height) {
    return fmt::format("changed to {}x{} pixels, now it is {}x{}", existing.width, existing.height, wanted.width,
                       wanted.height);
  }
  if (existing.depth != wanted.depth) {
    return fmt::format("changed to {} bits a channel, now it is {}", existing.depth, wanted.depth);
  }
  const bool has_same_colors =
      existing.palette == wanted.palette && text_under(existing, kColorsKeyword) == text_under(wanted, kColorsKeyword);
  return has_same_colors ? "" : "made with other colours under the same palette name";
}

}  // namespace lyap
