#pragma once

#include "host/color/picture_format.h"
#include "host/film/film_file.h"

#include <chrono>
#include <cstddef>
#include <span>
#include <string>

namespace lyap {

inline constexpr Size kFilmSize{64, 48};
inline constexpr int kFilmFrames = 12;

inline FilmFileSettings film_settings(const std::string& path, PixelFormat pixels = PixelFormat::kYuv420p) {
  FilmFileSettings settings;
  settings.path = path;
  settings.format = {kFilmSize, pixels, {30, 1}};
  settings.frames = kFilmFrames;
  // What ends does so however long that takes on this machine.
  constexpr std::chrono::hours kForever(1);
  settings.times = {{kForever, kForever}, kForever};
  return settings;
}

/// Frame number `frame` of a film in which no two frames and few pixels are alike; the samples are in limited range.
inline std::string film_frame(const FilmFormat& format, int frame) {
  std::string bytes(picture_bytes(format.pixels, format.size), '\0');
  const bool wide = bits_of_level(format.pixels) > 8;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool high_byte = wide && i % 2 == 1;
    bytes[i] = static_cast<char>(high_byte ? 1 + (i / 2 + static_cast<std::size_t>(frame)) % 2
                                           : 16 + (i * 7 + i / 64 + static_cast<std::size_t>(frame) * 5) % 200);
  }
  return bytes;
}

/// Writes frames `first` to `end` - 1.
inline void write_frames(FilmFile& film, const FilmFormat& format, int first, int end) {
  for (int i = first; i < end; ++i) {
    const std::string pixels = film_frame(format, i);
    film.write(i, std::as_bytes(std::span(pixels)));
  }
}

/// Writes a whole film.
inline void make_film(const FilmFileSettings& settings) {
  FilmFile film(settings);
  write_frames(film, settings.format, 0, static_cast<int>(settings.frames));
  film.finish();
}

}  // namespace lyap
