#include "host/output/picture_difference.h"

#include "host/base/text.h"
#include "host/spec/command_line_difference.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::string_view kMaker = "Software";
constexpr std::string_view kCommandLine = "Comment";
constexpr std::string_view kMakerStart = "lyap ";

/// The text under `keyword`, "" if there is none.
std::string_view text_of(const PngImage& image, std::string_view keyword) {
  const auto found = std::ranges::find(image.text, keyword, &PngText::keyword);
  return found == image.text.end() ? std::string_view() : std::string_view(found->value);
}

}  // namespace

std::string picture_difference(const PngImage& was, const PngImage& now) {
  const std::string_view maker = text_of(was, kMaker);
  const std::string_view line = text_of(was, kCommandLine);
  if (!maker.starts_with(kMakerStart) || line.empty()) return "not made by lyap";
  if (maker != text_of(now, kMaker)) {
    return fmt::format("made by {}, this is {}", in_quotes(maker), in_quotes(text_of(now, kMaker)));
  }
  if (std::string other = command_line_difference(line, text_of(now, kCommandLine)); !other.empty()) return other;
  // Other programs change pictures and keep their texts, and a palette's file may have changed.
  if (was.width != now.width || was.height != now.height) {
    return fmt::format("changed to {}x{} pixels, now it is {}x{}", was.width, was.height, now.width, now.height);
  }
  return was.palette == now.palette ? "" : "made with other colours under the same palette name";
}

}  // namespace lyap
