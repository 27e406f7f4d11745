#include "host/output/exr_file_check.h"

#include "host/base/error.h"
#include "host/output/exr_header.h"
#include "host/output/exr_texts.h"

#include <filesystem>
#include <system_error>

namespace lyap {

PngFileCheck check_exr_file(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_type type = fs::status(path, error).type();
  if (type == fs::file_type::not_found) return {};
  if (type != fs::file_type::regular && type != fs::file_type::none) return {PngFileState::kOther, {}};
  if (fs::file_size(path, error) == 0 && !error) return {PngFileState::kUnfinished, {}};
  if (!is_exr_file(path)) return {PngFileState::kOther, {}};
  try {
    const ExrHeader file(path);
    if (!file.has_all_blocks()) return {PngFileState::kUnfinished, {}};
    PngImage image;
    image.width = static_cast<std::uint32_t>(file.size().width);
    image.height = static_cast<std::uint32_t>(file.size().height);
    image.text = png_texts_of(file);
    return {PngFileState::kWhole, image};
  } catch (const InvalidInput&) {
    return {PngFileState::kUnfinished, {}};
  }
}

}  // namespace lyap
