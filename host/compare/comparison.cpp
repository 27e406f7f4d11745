#include "host/compare/comparison.h"

#include "host/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace lyap {
namespace {

void require_one_size(Size left, Size right) {
  if (left == right) return;
  throw InvalidInput(
      fmt::format("only pictures of one size can be compared; the left one has {}x{} pixels, the right one {}x{}",
                  left.width, left.height, right.width, right.height));
}

/// Two sources that work ahead while their bands are compared, in bands of the height that suits both.
class Sides {
 public:
  Sides(ExponentSource& left, ExponentSource& right)
      : left_(left), right_(right), rows_per_band_(std::min(left.rows_per_band(), right.rows_per_band())) {
    // next() opens one more before it takes the oldest.
    const std::size_t ahead = std::min(left.max_open_requests(), right.max_open_requests()) - 1;
    for (std::size_t band = 0; band < ahead; ++band) request();
  }

  /// The next band of both, and how many rows it has; 0 rows below the last one.
  struct Bands {
    ExponentBand left;
    ExponentBand right;
    int rows;
  };
  Bands next() {
    const int rows = std::min(rows_per_band_, left_.size().height - given_);
    if (rows == 0) return {};
    request();
    given_ += rows;
    return {left_.next(), right_.next(), rows};
  }

  double share_given() const { return static_cast<double>(given_) / left_.size().height; }

 private:
  void request() {
    const int rows = std::min(rows_per_band_, left_.size().height - requested_);
    if (rows == 0) return;
    left_.request(rows);
    right_.request(rows);
    requested_ += rows;
  }

  ExponentSource& left_;
  ExponentSource& right_;
  int rows_per_band_;
  int requested_ = 0;
  int given_ = 0;
};

/// The pixel whose number in the picture is `number`, in bands that begin with pixel `pairs.first_pixel`.
DifferingPixel pixel_of(std::int64_t number, int width, const Sides::Bands& bands, ExponentPairs pairs) {
  pairs.left.values = bands.left.values.data();
  pairs.right.values = bands.right.values.data();
  const std::int64_t pixel = number - pairs.first_pixel;
  return {static_cast<int>(number % width), static_cast<int>(number / width), pairs.left.at(pixel),
          pairs.right.at(pixel)};
}

}  // namespace

double Comparison::rms() const {
  if (differences.largest > SquareSum::kLargestDifference) return std::numeric_limits<double>::infinity();
  double squares = 0;
  for (int limb = SquareSum::kLimbs - 1; limb >= 0; --limb) {
    squares = squares * 0x1p64 + static_cast<double>(differences.squares.limbs[limb]);
  }
  return std::sqrt(std::ldexp(squares, -SquareSum::kFractionBits) / static_cast<double>(differences.pixels));
}

double Comparison::psnr() const {
  if (differences.color_squares == 0) return std::numeric_limits<double>::infinity();
  constexpr double kPeakSquares = 3 * 255.0 * 255.0;
  return 10 * std::log10(kPeakSquares * static_cast<double>(differences.pixels) /
                         static_cast<double>(differences.color_squares));
}

Comparison compare_exponents(ExponentSource& left, ExponentSource& right, DifferenceSum& sum, double tolerance,
                             const ComparisonCallbacks& callbacks, const std::stop_token& stop) {
  require_one_size(left.size(), right.size());
  Comparison comparison{left.size(), left.precision(), right.precision(), "", "", ExponentDifferences::none(), {}};
  ExponentDifferences& all = comparison.differences;
  ExponentPairs pairs{{nullptr, left.precision() == Precision::kDouble},
                      {nullptr, right.precision() == Precision::kDouble},
                      {},
                      tolerance,
                      0};
  Sides sides(left, right);
  for (Sides::Bands bands = sides.next(); bands.rows > 0; bands = sides.next()) {
    if (stop.stop_requested()) throw Interrupted();
    const std::int64_t pixels = std::int64_t{bands.rows} * comparison.size.width;
    all = all + sum.of_band(bands.left, bands.right, pixels, pairs);
    if (!comparison.first && !comparison.identical()) {
      comparison.first = pixel_of(all.first, comparison.size.width, bands, pairs);
    }
    if (callbacks.band) callbacks.band(bands.left, bands.right, bands.rows);
    if (callbacks.progress) callbacks.progress(sides.share_given());
    pairs.first_pixel += pixels;
  }
  comparison.left_code_path = left.code_path();
  comparison.right_code_path = right.code_path();
  return comparison;
}

}  // namespace lyap
