#include "tools/explore/server/opened_file.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/jobs/recipe_file.h"
#include "tools/explore/server/private_folder.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The ending of a name if it is one of letters and digits, else "".
std::string plain_ending(std::string_view name) {
  constexpr std::size_t kLongest = 6;
  std::string ending = file_ending(std::string(name.substr(name.find_last_of("/\\") + 1)));
  const bool is_plain =
      ending.size() <= kLongest && std::all_of(ending.begin() + (ending.empty() ? 0 : 1), ending.end(),
                                               [](unsigned char c) { return std::isalnum(c) != 0; });
  return is_plain ? ending : "";
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) throw Failure(fmt::format("{} cannot be written: is the disk full?", path.string()));
}

}  // namespace

Recipe recipe_in_bytes(std::string_view name, std::string_view bytes, const std::string& ffmpeg,
                       const std::stop_token& stop) {
  constexpr std::chrono::milliseconds kIdle = std::chrono::minutes(1);
  const PrivateFolder folder(std::filesystem::temp_directory_path());
  const std::string path = (folder.path() / ("opened" + plain_ending(name))).string();
  write_file(path, bytes);
  try {
    return read_recipe_file(path, ffmpeg, {.stop = stop, .idle = kIdle});
  } catch (const InvalidInput& error) {
    // The path says nothing to who dropped the file.
    std::string problem = error.problem();
    if (const std::size_t at = problem.find(path); at != problem.npos) problem.replace(at, path.size(), name);
    throw InvalidInput(error.field(), problem);
  }
}

}  // namespace lyap
