#pragma once

#include "host/color/rgb_image.h"

#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <png.h>

namespace lyap {

/// A PNG file as libpng reads it.
struct DecodedPng {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  int color_type = 0;
  int bit_depth = 0;
  bool is_srgb = false;
  std::vector<Rgb8> palette;
  std::vector<std::pair<std::string, std::string>> text;
  std::vector<std::byte> pixels;

  /// The text under `keyword`, "" if there is none.
  std::string text_of(const std::string& keyword) const {
    for (const auto& [key, value] : text) {
      if (key == keyword) return value;
    }
    return "";
  }
};

/// Makes no object that libpng's longjmp could skip.
inline bool decode_png(png_structp png, png_infop info, std::FILE* file) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  png_init_io(png, file);
  png_read_png(png, info, PNG_TRANSFORM_IDENTITY, nullptr);
  return true;
}

inline DecodedPng copy_decoded(png_structp png, png_infop info) {
  DecodedPng image;
  image.width = png_get_image_width(png, info);
  image.height = png_get_image_height(png, info);
  image.color_type = png_get_color_type(png, info);
  image.bit_depth = png_get_bit_depth(png, info);
  image.is_srgb = png_get_valid(png, info, PNG_INFO_sRGB) != 0;
  png_colorp colors = nullptr;
  int count = 0;
  png_get_PLTE(png, info, &colors, &count);
  for (int i = 0; i < count; ++i) image.palette.push_back({colors[i].red, colors[i].green, colors[i].blue});
  png_textp text = nullptr;
  png_get_text(png, info, &text, &count);
  for (int i = 0; i < count; ++i) image.text.emplace_back(text[i].key, text[i].text);
  for (std::uint32_t y = 0; y < image.height; ++y) {
    const auto* row = reinterpret_cast<const std::byte*>(png_get_rows(png, info)[y]);
    image.pixels.insert(image.pixels.end(), row, row + png_get_rowbytes(png, info));
  }
  return image;
}

/// The file decoded; an image without pixels if it cannot be read.
inline DecodedPng read_png(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  const bool readable = file != nullptr && decode_png(png, info, file.get());
  DecodedPng image = readable ? copy_decoded(png, info) : DecodedPng{};
  png_destroy_read_struct(&png, &info, nullptr);
  return image;
}

}  // namespace lyap
