#include "host/foreign/import_file.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/foreign/fractint_parameters.h"
#include "host/foreign/ljapunow_preset.h"
#include "host/system/read_file.h"

#include <cstddef>

#include <fmt/format.h>

namespace lyap {
namespace {

ForeignPictures read_pictures(const std::string& text, const std::string& path) {
  const bool is_preset = file_ending(path) == ".lja" || text.find("aInterval") != std::string::npos;
  if (is_preset) return {{read_ljapunow_preset(text)}, 0};
  if (text.find('{') != std::string::npos) return read_fractint_parameters(text);
  throw InvalidInput("is no parameter file of FRACTINT and no preset of Ljapunow");
}

}  // namespace

ForeignPictures import_file(const std::string& path) {
  constexpr std::size_t kMaxBytes = std::size_t{16} << 20U;
  const std::string text = read_file(path, kMaxBytes);
  try {
    ForeignPictures read = read_pictures(text, path);
    if (read.pictures.empty()) {
      throw InvalidInput(fmt::format("has no entry of type lyapunov; {} are of others", read.others));
    }
    return read;
  } catch (const InvalidInput& error) {
    throw InvalidInput(fmt::format("{}: {}", in_quotes(path), error.what()));
  }
}

}  // namespace lyap
