#include "tools/explore/wasm/view_share.h"

#include "host/color/coloring.h"
#include "host/color/tone_statistics.h"
#include "host/output/picture_file.h"

#include <utility>

namespace lyap {

void ViewShare::begin(const RenderSpec& spec, const Palette& palette, std::vector<Rows> bands) {
  missing_.reset();
  painter_.reset();
  averages_.reset();
  turn_to(field_, spec);
  spec_ = spec;
  spec_->precision = field_->spec().precision;
  palette_ = palette;
  bands_ = std::move(bands);
  steps_ = 0;
}

void ViewShare::close_tone(std::vector<float> exponents) {
  spec_->tone = found_tone(spec_->tone, std::move(exponents));
}

Rows ViewShare::rows_of(int step, std::size_t band) const {
  const Rows rows = bands_.at(band);
  const int first = ExponentField::along(rows.first, step);
  return {first, ExponentField::along(rows.first + rows.count, step) - first};
}

void ViewShare::complete(int step, std::size_t band) {
  if (!missing_ || missing_step_ != step) {
    missing_.emplace(*field_, step, bands_);
    missing_step_ = step;
    is_complete_.assign(bands_.size(), false);
  }
  if (is_complete_.at(band)) return;
  is_complete_[band] = true;
  steps_ += missing_->compute_in(
      bands_.at(band), [this](const auto& frame, Rows rows, const auto& use) { use(computer_.compute(*frame, rows)); });
}

std::span<const std::byte> ViewShare::exponents(int step, std::size_t band) {
  complete(step, band);
  return field_->band(step, rows_of(step, band)).pixels;
}

std::span<const float> ViewShare::sample(int step, std::size_t band) {
  const std::span<const std::byte> computed = exponents(step, band);
  const auto store = [&]<class T>(const T* numbers) { sample_.assign(numbers, numbers + computed.size() / sizeof(T)); };
  if (spec_->precision == Precision::kFloat) {
    store(reinterpret_cast<const float*>(computed.data()));
  } else {
    store(reinterpret_cast<const double*>(computed.data()));
  }
  return sample_;
}

std::span<const std::byte> ViewShare::paint(int step, std::size_t band) {
  complete(step, band);
  if (!painter_) painter_.emplace(look_of(*spec_, palette_, kPaletteDepth), spec_->precision, 1);
  return painter_->paint(field_->band(step, rows_of(step, band)), field_->sequence_period());
}

std::span<const std::byte> ViewShare::average(std::size_t band) {
  if (averages_ == nullptr) {
    averages_ =
        std::make_shared<const Frame>(*spec_, coloring_of(*spec_, palette_, picture_file_format(*spec_, palette_)));
  }
  const Band averages = computer_.compute(*averages_, bands_.at(band));
  steps_ += averages.steps;
  return averages.pixels;
}

}  // namespace lyap
