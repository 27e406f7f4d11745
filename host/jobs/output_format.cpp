#include "host/jobs/output_format.h"

#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "host/base/text.h"

#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kPngEnding = ".png";
constexpr const char* kExrEnding = ".exr";

}  // namespace

PictureFormat picture_format_of(const std::string& output) {
  const std::string ending = file_ending(output);
  if (ending.empty() || ending == kPngEnding) return PictureFormat::kPng;
  if (ending == kExrEnding) return PictureFormat::kExr;
  const auto nearest = nearest_name(ending, std::vector<std::string>{kPngEnding, kExrEnding});
  throw InvalidInput("output", fmt::format("'{}' ends in {}: stills are written as .png or .exr{}", output, ending,
                                           nearest ? fmt::format(", did you mean {}?", *nearest) : ""));
}

int read_depth(const Settings& settings) {
  if (settings.has("depth") && picture_format_of(settings.text("output")) == PictureFormat::kExr) {
    throw InvalidInput("depth", "EXR files have colours of half precision and no other; leave it out");
  }
  const std::string text = settings.text("depth", "8");
  if (text == "8") return kPaletteDepth;
  if (text == "16") return kContinuousDepth;
  throw InvalidInput("depth", fmt::format("{} bits a channel are not written: 8 and 16 are accepted", in_quotes(text)));
}

}  // namespace lyap
