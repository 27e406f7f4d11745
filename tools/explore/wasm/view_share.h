#pragma once

#include "host/color/palette.h"
#include "host/explore/exponent_field.h"
#include "host/explore/missing_pixels.h"
#include "host/jobs/picture_painter.h"
#include "host/spec/render_spec.h"
#include "tools/explore/wasm/band_computer.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lyap {

/// One worker's share of a view: some bands of a picture's rows. It keeps the exponents of the last view, so that those
/// pixels that both have are not computed again, as render_view() does for whole views.
class ViewShare {
 public:
  /// What an open tone is found among, and what a histogram counts, as render_view() has it.
  static constexpr int kSampleStep = 4;

  /// Begins with another picture, of whose rows `bands` are this worker's. Throws InvalidInput if the spec is not
  /// valid.
  void begin(const RenderSpec& spec, const Palette& palette, std::vector<Rows> bands);

  bool has_open_tone() const { return spec_->tone.is_open(); }
  bool has_averages() const { return !spec_->sampling.is_single(); }
  /// Whether nothing of every step-th pixel of every step-th row is missing in the bands.
  bool knows(int step) const { return field_->unknown(step, bands_).empty(); }

  /// What the tone leaves open is found among exponents of the whole picture: those that sample() gives of all bands.
  void close_tone(std::vector<float> exponents);

  /// The picture with its precision and tone, and its palette.
  const RenderSpec& spec() const { return *spec_; }
  const Palette& palette() const { return palette_; }

  /// Exponents of every step-th pixel of every step-th row of a band, as float; valid until the next call.
  std::span<const float> sample(int step, std::size_t band);

  /// The same as they were computed, float or double.
  std::span<const std::byte> exponents(int step, std::size_t band);

  /// Their pixels as the picture's PNG file has them. The tone must not be open. Valid until the next call.
  std::span<const std::byte> paint(int step, std::size_t band);

  /// The band's pixels as averages of their samples; valid until the next call.
  std::span<const std::byte> average(std::size_t band);

  bool averages_are_rgb() const { return averages_->format() == PixelFormat::kRgb24; }

  /// Rows of every step-th row of a band: empty where it lies between them.
  Rows rows_of(int step, std::size_t band) const;

  /// Map steps computed since begin().
  std::int64_t steps() const { return steps_; }

 private:
  /// Computes what the band lacks of a level.
  void complete(int step, std::size_t band);

  std::optional<RenderSpec> spec_;
  Palette palette_;
  std::vector<Rows> bands_;
  std::unique_ptr<ExponentField> field_;
  std::optional<PicturePainter> painter_;
  /// Of the level that is being computed.
  std::optional<MissingPixels> missing_;
  int missing_step_ = 0;
  std::vector<bool> is_complete_;
  std::shared_ptr<const Frame> averages_;
  BandComputer computer_;
  std::vector<float> sample_;
  std::int64_t steps_ = 0;
};

}  // namespace lyap
