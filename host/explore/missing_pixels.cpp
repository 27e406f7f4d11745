#include "host/explore/missing_pixels.h"

#include <algorithm>
#include <utility>

namespace lyap {
namespace {

/// Those of a selection's rows that lie in rows of the picture.
Rows rows_within(const std::vector<int>& rows, Rows picture_rows) {
  const auto begin = std::lower_bound(rows.begin(), rows.end(), picture_rows.first);
  const auto behind = std::lower_bound(begin, rows.end(), picture_rows.first + picture_rows.count);
  return {static_cast<int>(begin - rows.begin()), static_cast<int>(behind - begin)};
}

}  // namespace

MissingPixels::MissingPixels(ExponentField& field, int step) : MissingPixels(field, field.unknown(step)) {}

MissingPixels::MissingPixels(ExponentField& field, int step, std::span<const Rows> parts)
    : MissingPixels(field, field.unknown(step, parts)) {}

MissingPixels::MissingPixels(ExponentField& field, std::vector<PixelSelection> selections) : field_(field) {
  const Beside beside = field.with_periods() ? Beside::kPeriods : Beside::kNothing;
  for (PixelSelection& pixels : selections) {
    auto frame = std::make_shared<const Frame>(field.spec(), pixels, beside);
    pieces_.push_back({std::move(pixels), std::move(frame)});
  }
}

std::int64_t MissingPixels::compute_in(Rows picture_rows, const Compute& compute) {
  std::int64_t steps = 0;
  for (const Piece& piece : pieces_) {
    const Rows rows = rows_within(piece.pixels.rows, picture_rows);
    if (rows.count == 0) continue;
    compute(piece.frame, rows, [&](const Band& band) {
      field_.store(piece.pixels, rows, band);
      steps += band.steps;
    });
  }
  return steps;
}

}  // namespace lyap
