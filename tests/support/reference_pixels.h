#pragma once

#include "host/color/continuous_palette.h"
#include "host/compute/frame.h"
#include "kernels/shade_pixel.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace lyap {

/// The spec for a sequence, with all else as it is by default.
inline RenderSpec spec_of(std::string_view sequence) {
  return {.sequence = Sequence::parse(sequence), .constants = {}};
}

template <class T>
constexpr Precision kPrecisionOf = std::is_same_v<T, float> ? Precision::kFloat : Precision::kDouble;

/// Black and white, where colours do not matter.
inline Palette two_colors() {
  return {"two colours", {{0, 0, 0}, {255, 255, 255}}};
}

/// The frame of a spec in any pixel format, that of exponents too; the colours stand for what the spec says.
inline Frame frame_in(PixelFormat format, const RenderSpec& spec, const Palette& palette = two_colors(),
                      Beside beside = Beside::kNothing) {
  if (format == PixelFormat::kExponents) return Frame(spec, beside);
  return Frame(spec, {std::make_shared<const ColorTable>(entry_colors(palette), format), spec.shown}, beside);
}

/// The same for backends.
inline std::shared_ptr<const Frame> shared_frame_in(PixelFormat format, const RenderSpec& spec,
                                                    const Palette& palette = two_colors(),
                                                    Beside beside = Beside::kNothing) {
  return std::make_shared<const Frame>(frame_in(format, spec, palette, beside));
}

/// shade_listed_pixel() in the form of the plane.
template <class T, int kStride>
std::int64_t shade_pixel_in_form(const PlaneView<T>& plane, const BandView& band, int column, int band_row,
                                 T* scratch) {
  return plane.form == Form::kScaled
             ? shade_listed_pixel<ScaledForm, T, kStride>(plane, band, column, band_row, scratch)
             : shade_listed_pixel<PlainForm, T, kStride>(plane, band, column, band_row, scratch);
}

/// Shades a band of a plane with the function that a CUDA thread runs, pixel after pixel.
inline void shade_one_by_one(const Plane& plane_of_band, const BandView& band) {
  plane_of_band.with_tables([&]<class T>(const ParameterPlane<T>& plane) {
    std::vector<T> scratch(static_cast<std::size_t>(scratch_rows(plane.view())));
    for (int row = 0; row < band.row_count; ++row) {
      for (int column = 0; column < band.width; ++column) {
        shade_pixel_in_form<T, 1>(plane.view(), band, column, row, scratch.data());
      }
    }
  });
}

inline void shade_one_by_one(const Frame& frame, const BandView& band) {
  shade_one_by_one(frame.plane(), band);
}

/// A whole frame in a format that is not planar: what every backend must give, byte for byte.
struct ReferencePicture {
  std::vector<std::uint8_t> pixels;
  /// Of every pixel, whether the frame is to have them or not.
  std::vector<std::uint32_t> periods;
};

inline ReferencePicture reference_picture(const Frame& frame) {
  const auto [width, height] = frame.size();
  ReferencePicture picture{
      std::vector<std::uint8_t>(frame.bytes_of_rows(height)),
      std::vector<std::uint32_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))};
  const PixelTarget target{picture.pixels.data(), 0, nullptr, picture.periods.data()};
  shade_one_by_one(frame, {width, 0, height, frame.coloring_view(), target});
  return picture;
}

inline std::vector<std::uint8_t> reference_pixels(const Frame& frame) {
  return reference_picture(frame).pixels;
}

/// Exponents in the precision T and periods, row by row.
template <class T>
struct PixelValues {
  std::vector<T> exponents;
  std::vector<std::uint32_t> periods;
};

template <class T>
PixelValues<T> values_of(RenderSpec spec) {
  spec.precision = kPrecisionOf<T>;
  ReferencePicture picture = reference_picture(Frame(spec));
  PixelValues<T> values{std::vector<T>(picture.periods.size()), std::move(picture.periods)};
  std::memcpy(values.exponents.data(), picture.pixels.data(), picture.pixels.size());
  return values;
}

/// The exponents of all pixels of the spec in the precision T, row by row.
template <class T>
std::vector<T> exponents_of(const RenderSpec& spec) {
  return values_of<T>(spec).exponents;
}

/// A pixel as a failure message shows it.
inline std::string pixel_text(const Frame& frame, const std::uint8_t* pixel) {
  const auto as_exponent = [&]<class T>(T exponent) {
    std::memcpy(&exponent, pixel, sizeof exponent);
    return fmt::format("{} ({:a})", exponent, exponent);
  };
  if (frame.format() == PixelFormat::kIndexed8) return fmt::format("index {}", pixel[0]);
  if (is_planar(frame.format()))
    return fmt::format("{:#x}", fmt::join(pixel, pixel + bytes_per_pixel(frame.format(), 0), " "));
  if (frame.format() == PixelFormat::kRgb48) return fmt::format("{:02x}", fmt::join(pixel, pixel + 6, " "));
  if (frame.format() == PixelFormat::kRgb24) return fmt::format("({}, {}, {})", pixel[0], pixel[1], pixel[2]);
  return frame.precision() == Precision::kFloat ? as_exponent(0.0f) : as_exponent(0.0);
}

/// Success if two pictures of the frame have the same bytes; else the first pixel that differs, and how many do. Planes
/// count as more rows.
inline testing::AssertionResult same_pixels(const Frame& frame, std::span<const std::uint8_t> expected,
                                            std::span<const std::uint8_t> actual) {
  if (expected.size() != actual.size()) {
    return testing::AssertionFailure() << actual.size() << " bytes instead of " << expected.size();
  }
  if (std::memcmp(expected.data(), actual.data(), expected.size()) == 0) return testing::AssertionSuccess();
  const auto width = static_cast<std::size_t>(frame.size().width);
  const std::size_t exponent_bytes = frame.precision() == Precision::kFloat ? sizeof(float) : sizeof(double);
  const std::size_t pixel_bytes = bytes_per_pixel(frame.format(), exponent_bytes);
  std::size_t first = expected.size();
  std::size_t different = 0;
  for (std::size_t at = 0; at < expected.size(); at += pixel_bytes) {
    if (std::memcmp(&expected[at], &actual[at], pixel_bytes) == 0) continue;
    if (different++ == 0) first = at;
  }
  const std::size_t pixel = first / pixel_bytes;
  return testing::AssertionFailure() << different << " pixels differ; the first is column " << pixel % width << ", row "
                                     << pixel / width << ": " << pixel_text(frame, &actual[first]) << " instead of "
                                     << pixel_text(frame, &expected[first]);
}

}  // namespace lyap
