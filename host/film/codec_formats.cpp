#include "host/film/codec_formats.h"

#include "host/base/error.h"
#include "host/color/picture_format.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

using enum PixelFormat;

struct Codec {
  std::string_view name;
  /// Of those that lyap makes; the usual one first.
  std::vector<PixelFormat> formats;
};

const std::array<Codec, 10>& known_codecs() {
  static const std::array<Codec, 10> kCodecs{{
      {"libx264", {kYuv420p, kYuv444p, kYuv420p10, kYuv422p10, kYuv444p10}},
      {"libx264rgb", {kRgb24}},
      {"libx265", {kYuv420p, kYuv444p, kYuv420p10, kYuv422p10, kYuv444p10, kYuv420p12, kGbrp10}},
      {"libvpx-vp9", {kYuv420p, kYuv444p, kYuv420p10, kYuv422p10, kYuv444p10, kYuv420p12, kGbrp10}},
      {"libaom-av1", {kYuv420p, kYuv444p, kYuv420p10, kYuv422p10, kYuv444p10, kYuv420p12, kGbrp10}},
      {"libsvtav1", {kYuv420p, kYuv420p10}},
      {"ffv1", {kYuv420p, kYuv444p, kRgb24, kYuv420p10, kYuv422p10, kYuv444p10, kYuv420p12, kGbrp10}},
      {"prores_ks", {kYuv422p10, kYuv444p10}},
      {"prores_aw", {kYuv422p10, kYuv444p10}},
      {"prores", {kYuv422p10, kYuv444p10}},
  }};
  return kCodecs;
}

/// Null if it is not known.
const Codec* find_codec(std::string_view name) {
  const std::span codecs(known_codecs());
  const auto found = std::ranges::find(codecs, name, &Codec::name);
  return found == codecs.end() ? nullptr : &*found;
}

bool takes(const Codec& codec, PixelFormat format) {
  return std::ranges::find(codec.formats, format) != codec.formats.end();
}

}  // namespace

PixelFormat usual_format(std::string_view codec) {
  const Codec* known = find_codec(codec);
  return known == nullptr ? kYuv420p : known->formats.front();
}

void check_codec_takes(std::string_view codec, PixelFormat format) {
  const Codec* known = find_codec(codec);
  if (known == nullptr || takes(*known, format)) return;
  std::vector<std::string> accepted;
  for (const PixelFormat other : known->formats) accepted.emplace_back(name_of(other));
  std::vector<std::string_view> others;
  for (const Codec& other : known_codecs()) {
    if (takes(other, format)) others.push_back(other.name);
  }
  throw InvalidInput("pixel-format",
                     fmt::format("{} does not take {} but {}; {} is taken by {}", codec, name_of(format),
                                 fmt::join(accepted, ", "), name_of(format), fmt::join(others, ", ")));
}

}  // namespace lyap
