#pragma once

#include "host/compute/backend.h"
#include "host/compute/frame.h"
#include "host/spec/pixel_selection.h"
#include "host/spec/render_spec.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <variant>
#include <vector>

namespace lyap {

/// The exponents of a picture, and periods if they are wanted, as far as they are known. For one thread at a time.
class ExponentField {
 public:
  /// Nothing is known yet. Throws InvalidInput if the spec is not valid.
  explicit ExponentField(const RenderSpec& spec, Beside beside = Beside::kNothing);

  /// What it is the field of, with the precision that choose_precision() finds.
  const RenderSpec& spec() const { return spec_; }
  bool with_periods() const { return with_periods_; }
  /// Letters of the sequence's shortest period.
  std::int32_t sequence_period() const { return static_cast<std::int32_t>(spec_.sequence.least_period()); }
  std::size_t bytes() const;

  /// Whether it is the field of that picture too.
  bool is_of(const RenderSpec& spec, Beside beside) const;

  /// Takes over the exponents of all pixels whose rates along both sides are rates of the older field's, if all else
  /// that counts is equal, so that they are those of this picture to the bit. It may be the field of any picture.
  void take_over(const ExponentField& older);

  /// Whether all pixels of every step-th row and column, from the first, are known.
  bool knows(int step) const;

  /// Of every step-th row and column, from the first, the pixels that are not known: rows that lack the same columns
  /// stand together, so there are few of them.
  std::vector<PixelSelection> unknown(int step) const;
  /// Of these of them that lie in rows of the picture among `parts`, which are sorted and do not overlap.
  std::vector<PixelSelection> unknown(int step, std::span<const Rows> parts) const;

  /// To be called when all that unknown() gave for a step is stored: it then asks no pixel again.
  void note_known(int step) { known_steps_.insert(step); }

  /// Stores a band of a frame of these pixels (Frame(spec, pixels)), of which it has the rows [first, first + count).
  void store(const PixelSelection& pixels, Rows rows, const Band& band);

  /// The band of every step-th pixel of every step-th row: of its rows [first, first + count), all of which must be
  /// known. Valid until the next call.
  Band band(int step, Rows rows);

  /// The exponents of every step-th pixel of every step-th row, as float.
  std::vector<float> sample(int step) const;

  /// Pixels along a side of so many of which every step-th, from the first, is taken.
  static int along(int pixels, int step) { return (pixels + step - 1) / step; }

 private:
  bool is_noted(int step) const;
  template <class T>
  std::vector<int> unknown_in_row(const std::vector<T>& exponents, int row, int step) const;
  std::size_t pixel(int row, int column) const;

  RenderSpec spec_;
  bool with_periods_;
  std::vector<double> column_rates_;
  std::vector<double> row_rates_;
  /// Row by row; NaN, which no exponent is, where nothing is known.
  std::variant<std::vector<float>, std::vector<double>> exponents_;
  std::vector<std::uint32_t> periods_;
  std::set<int> known_steps_;
  std::variant<std::vector<float>, std::vector<double>> band_exponents_;
  std::vector<std::uint32_t> band_periods_;
};

/// Makes the field, which may be null, that of a picture, with periods if these are shown: it stays where it is, and else
/// a new one takes over what it knows. Throws InvalidInput if the spec is not valid.
void turn_to(std::unique_ptr<ExponentField>& field, const RenderSpec& spec);

}  // namespace lyap
