#include "host/film/frame_names.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr char kDigit = '#';
constexpr std::string_view kAccepted = "one run of '#' in the file name, as in frame_####.png, is accepted";

/// Where the last part of the path begins.
std::size_t start_of_file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? 0 : slash + 1;
}

[[noreturn]] void refuse(std::string_view pattern, std::string_view problem) {
  throw InvalidInput(fmt::format("{} {}: {}", in_quotes(pattern), problem, kAccepted));
}

}  // namespace

bool is_frame_pattern(std::string_view path) {
  return path.find(kDigit, start_of_file_name(path)) != path.npos;
}

FrameNames::FrameNames(std::string_view pattern) {
  const std::size_t first = pattern.find(kDigit);
  if (first == pattern.npos) refuse(pattern, "has no place for the frame number");
  if (first < start_of_file_name(pattern)) refuse(pattern, "has a '#' in the name of a folder");
  const std::size_t end = std::min(pattern.find_first_not_of(kDigit, first), pattern.size());
  if (pattern.find(kDigit, end) != pattern.npos) refuse(pattern, "has more than one place for the frame number");
  before_ = pattern.substr(0, first);
  after_ = pattern.substr(end);
  digits_ = static_cast<int>(end - first);
}

std::string FrameNames::name(std::int64_t frame) const {
  return fmt::format("{}{:0{}}{}", before_, frame, digits_, after_);
}

std::optional<std::int64_t> FrameNames::frame_of(std::string_view file_name) const {
  const std::string_view before = std::string_view(before_).substr(start_of_file_name(before_));
  if (file_name.size() < before.size() + after_.size()) return std::nullopt;
  const std::string_view number = file_name.substr(before.size(), file_name.size() - before.size() - after_.size());
  std::int64_t frame = -1;
  std::from_chars(number.data(), number.data() + number.size(), frame);
  // Only the name that name() gives counts: the same folder may hold frame_7.png besides frame_0007.png.
  if (frame < 0 || file_name != name(frame).substr(start_of_file_name(before_))) return std::nullopt;
  return frame;
}

std::filesystem::path FrameNames::folder() const {
  const std::filesystem::path folder = std::filesystem::path(before_).parent_path();
  return folder.empty() ? "." : folder;
}

}  // namespace lyap
