#include "host/color/atlas_picture.h"

#include "host/base/embedded_file.h"
#include "host/base/error.h"

#include <memory>
#include <span>
#include <string_view>

#include <fmt/format.h>
#include <png.h>

namespace lyap {

std::span<const EmbeddedFile> matplotlib_files();

RgbImage atlas_picture() {
  static_assert(sizeof(Rgb8) == 3, "libpng writes the pixels without gaps");
  const auto failure = [](const char* message) {
    return Failure(fmt::format("the program's table of palettes cannot be read: {}", message));
  };

  const std::string_view bytes = matplotlib_files()[0].content;
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  const std::unique_ptr<png_image, decltype(&png_image_free)> release(&png, png_image_free);
  if (png_image_begin_read_from_memory(&png, bytes.data(), bytes.size()) == 0) {
    throw failure(png.message);
  }
  png.format = PNG_FORMAT_RGB;
  RgbImage picture(static_cast<int>(png.width), static_cast<int>(png.height));
  if (png_image_finish_read(&png, nullptr, picture.pixels.data(), 0, nullptr) == 0) throw failure(png.message);
  return picture;
}

}  // namespace lyap
