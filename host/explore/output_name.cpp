#include "host/explore/output_name.h"

#include "host/base/error.h"
#include "host/base/require.h"
#include "host/base/text.h"
#include "host/film/encoder_settings.h"
#include "host/system/part_name.h"

#include <system_error>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxNameBytes = 200;

bool is_control(char32_t character) {
  return character < 0x20 || (character >= 0x7f && character < 0xa0);
}

/// Whether all of it is UTF-8 without control characters.
bool is_printable_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::string_view character = utf8_first_character(text);
    const auto point = utf8_code_point(character);
    if (!point || is_control(*point)) return false;
    text.remove_prefix(character.size());
  }
  return true;
}

bool has_ending_of(OrderedCommand command, const std::string& name) {
  if (command == OrderedCommand::kAnimate) return has_film_ending(name);
  const std::string ending = file_ending(name);
  return ending == ".png" || ending == ".exr";
}

}  // namespace

void check_output_name(OrderedCommand command, const std::string& name) {
  const auto check = [&](bool holds, std::string_view problem) {
    require(holds, "output", fmt::format("{} {}", in_quotes(name), problem));
  };
  check(!name.empty(), "is no name of a file");
  check(name.size() <= kMaxNameBytes, fmt::format("has more than {} bytes", kMaxNameBytes));
  check(is_printable_utf8(name), "has characters that cannot be printed");
  check(name.find_first_of("/\\") == name.npos, "is no plain name of a file: '/' and '\\' are not accepted");
  check(name.find("..") == name.npos, "is no plain name of a file: '..' is not accepted");
  check(name.front() != '.' && name.front() != '-', "must not begin with '.' or '-'");
  check(has_ending_of(command, name), command == OrderedCommand::kRender
                                          ? "is no name of a picture: .png and .exr are accepted"
                                          : "is no name of a film: .mp4, .mov, .mkv, .webm and .gif are accepted");
}

ReservedName reserve_output(const fs::path& folder, const std::string& name,
                            const std::function<bool(const std::string& name)>& in_use) {
  const std::string ending = fs::path(name).extension().string();
  const std::string stem = name.substr(0, name.size() - ending.size());
  int number = 0;
  const auto next = [&] {
    ++number;
    return number == 1 ? name : fmt::format("{}-{}{}", stem, number, ending);
  };
  return ReservedName::first_free([&](int) {
    std::string candidate = next();
    while (in_use(candidate) || is_name_taken(first_part_of(folder / candidate))) candidate = next();
    return (folder / candidate).string();
  });
}

bool is_name_taken(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

fs::path first_part_of(const fs::path& path) {
  return part_path(path, path);
}

}  // namespace lyap
