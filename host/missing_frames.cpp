#include "host/missing_frames.h"

#include "host/command_line_difference.h"
#include "host/error.h"
#include "host/option_values.h"
#include "host/png_file_check.h"

#include <algorithm>
#include <string>
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

/// How the picture in a file came to be otherwise than `now` would, "made with --phase 0, now it is 1"; empty if it is
/// the same.
std::string difference(const PngImage& was, const PngImage& now) {
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

[[noreturn]] void refuse(const std::string& path, std::string_view difference) {
  throw InvalidInput(
      fmt::format("'{}' was {}; use another name, or leave out --resume to make all frames anew", path, difference));
}

bool is_missing(const std::string& path, const PngImage& now) {
  const PngFileCheck check = check_png_file(path);
  switch (check.state) {
    case PngFileState::kMissing:
    case PngFileState::kUnfinished:
      return true;
    case PngFileState::kNotPng:
      throw InvalidInput(fmt::format("'{}' is no PNG file; use another name, or move it away", path));
    case PngFileState::kWhole:
      break;
  }
  if (const std::string differs = difference(check.image, now); !differs.empty()) refuse(path, differs);
  return false;
}

}  // namespace

std::vector<std::int64_t> missing_frames(const PngSequenceSpec& spec, const std::stop_token& stop) {
  const FrameNames names(spec.pattern);
  std::vector<std::int64_t> missing;
  for (std::int64_t frame = spec.first; frame <= spec.last; ++frame) {
    if (stop.stop_requested()) throw Interrupted();
    if (is_missing(names.name(frame), spec.describe(frame))) missing.push_back(frame);
  }
  return missing;
}

}  // namespace lyap
