#include "host/jobs/picture_painter.h"

#include "host/color/deep_pixel.h"
#include "host/color/shown_colors.h"
#include "host/output/picture_file.h"

#include <memory>

namespace lyap {
namespace {

std::variant<ExponentPainter, DeepPainter> painter_of(const PictureLook& look, Precision precision, int threads) {
  const ShownColors colors = shown_colors(look);
  const Toning toning = toning_of(look, colors);
  if (look.depth == kContinuousDepth) {
    return DeepPainter(big_endian_pixels(colors.colors), precision, threads, toning);
  }
  const auto table = std::make_shared<const ColorTable>(colors.colors, picture_file_format(look));
  return ExponentPainter({table, look.shown, toning}, precision, threads);
}

}  // namespace

PicturePainter::PicturePainter(const PictureLook& look, Precision precision, int threads)
    : shown_(look.shown), painter_(painter_of(look, precision, threads)) {}

std::span<const std::byte> PicturePainter::paint(const Band& band, std::int32_t sequence_period) {
  const auto paint_with = [&](auto& painter) {
    return shown_ == Quantity::kPeriod ? painter.paint_periods(band.periods, sequence_period)
                                       : painter.paint(band.pixels);
  };
  return std::visit(paint_with, painter_);
}

}  // namespace lyap
