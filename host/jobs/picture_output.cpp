#include "host/jobs/picture_output.h"

#include "host/axes/axes_picture.h"
#include "host/base/error.h"
#include "host/base/text.h"
#include "host/color/deep_pixel.h"
#include "host/color/shown_colors.h"
#include "host/output/exr_texts.h"
#include "host/output/exr_writer.h"
#include "host/output/picture_file.h"
#include "host/output/png_band.h"
#include "host/system/output_file.h"

#include <optional>
#include <type_traits>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

class PngOutput : public PictureOutput {
 public:
  PngOutput(const PictureTarget& target, const Work& work)
      : sequence_period_(target.sequence_period), file_(target.path, work.stop, target.abandoned) {
    if (target.annotated) {
      writer_.emplace<AxesPicture>(file_, target.image, *target.annotated);
    } else if (target.rows) {
      writer_.emplace<PngBandWriter>(file_, band_image(target));
    } else {
      writer_.emplace<PngWriter>(file_, target.image);
    }
    if (target.is_painted_here) painter_.emplace(target.look, target.precision, work.threads);
  }

  void store(const Band& band) override {
    const auto rows = painter_ ? painter_->paint(band, sequence_period_) : band.pixels;
    use_writer([&](auto& writer) { writer.write_rows(rows); });
  }
  void finish() override {
    use_writer([](auto& writer) { writer.finish(); });
  }
  void commit() override { file_.commit(); }

 private:
  static PngImage band_image(const PictureTarget& target) {
    PngImage image = target.image;
    image.height = static_cast<std::uint32_t>(target.rows->count);
    return image;
  }

  template <class Use>
  void use_writer(const Use& use) {
    std::visit(
        [&](auto& writer) {
          if constexpr (!std::is_same_v<decltype(writer), std::monostate&>) use(writer);
        },
        writer_);
  }

  std::int32_t sequence_period_;
  std::optional<PicturePainter> painter_;
  OutputFile file_;
  std::variant<std::monostate, PngWriter, PngBandWriter, AxesPicture> writer_;
};

std::vector<ExrText> texts_of(const PictureTarget& target) {
  std::vector<ExrText> texts = exr_texts_of(target.image.text);
  if (!target.horizontal.empty()) texts.push_back({"lyapHorizontal", target.horizontal});
  if (!target.vertical.empty()) texts.push_back({"lyapVertical", target.vertical});
  return texts;
}

/// Of exponents, which are in the file too.
class ExrOutput : public PictureOutput {
 public:
  ExrOutput(const PictureTarget& target, const Work& work)
      : shown_(target.look.shown),
        sequence_period_(target.sequence_period),
        painter_(target.painter ? target.painter : exr_painter_of(target.look, target.precision, work.threads)),
        file_(target.path, work.stop, target.abandoned),
        exr_(file_, exr_image_of(target), work.threads) {}

  void store(const Band& band) override {
    const auto colors = shown_ == Quantity::kPeriod ? painter_->paint_periods(band.periods, sequence_period_)
                                                    : painter_->paint(band.pixels);
    exr_.write_rows({colors, band.pixels, band.periods});
  }
  void finish() override { exr_.finish(); }
  void commit() override { file_.commit(); }

 private:
  Quantity shown_;
  std::int32_t sequence_period_;
  std::shared_ptr<DeepPainter> painter_;
  OutputFile file_;
  ExrWriter exr_;
};

/// Of pixels that a backend has painted.
class PaintedExrOutput : public PictureOutput {
 public:
  PaintedExrOutput(const PictureTarget& target, const Work& work)
      : file_(target.path, work.stop, target.abandoned), exr_(file_, exr_image_of(target), work.threads) {}

  void store(const Band& band) override {
    const std::vector<DeepPixel> colors = halves_.of(band.pixels);
    exr_.write_rows({std::as_bytes(std::span(colors)), {}, {}});
  }
  void finish() override { exr_.finish(); }
  void commit() override { file_.commit(); }

 private:
  LinearHalves halves_;
  OutputFile file_;
  ExrWriter exr_;
};

}  // namespace

std::shared_ptr<DeepPainter> exr_painter_of(PictureLook look, Precision precision, int threads) {
  look.depth = kContinuousDepth;
  const ShownColors colors = shown_colors(look);
  return std::make_shared<DeepPainter>(linear_halves(colors.colors), precision, threads, toning_of(look, colors));
}

ExrImage exr_image_of(const PictureTarget& target) {
  const int height = static_cast<int>(target.image.height);
  const Rows rows = target.rows.value_or(Rows{0, height});
  const std::optional<Precision> precision = target.is_painted_here ? std::optional(target.precision) : std::nullopt;
  return {.size = {static_cast<int>(target.image.width), rows.count},
          .precision = precision,
          .with_periods = target.has_periods,
          .texts = texts_of(target),
          .samples = target.samples,
          .whole_height = height,
          .top = rows.first};
}

std::unique_ptr<PictureOutput> open_picture(const PictureTarget& target, const Work& work) {
  if (picture_format_of(target.path) == PictureFormat::kExr) {
    if (!target.is_painted_here) return std::make_unique<PaintedExrOutput>(target, work);
    return std::make_unique<ExrOutput>(target, work);
  }
  return std::make_unique<PngOutput>(target, work);
}

}  // namespace lyap
