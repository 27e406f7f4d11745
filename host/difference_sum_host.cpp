#include "host/color_table.h"
#include "host/comparison.h"

#include <thrust/functional.h>
#include <thrust/iterator/counting_iterator.h>
#include <thrust/system/tbb/execution_policy.h>
#include <thrust/transform_reduce.h>

namespace lyap {
namespace {

class HostDifferenceSum : public DifferenceSum {
 public:
  explicit HostDifferenceSum(const Palette& palette) : colors_(palette, PixelFormat::kRgb24) {}

  ExponentDifferences of_band(const ExponentBand& left, const ExponentBand& right, std::int64_t pixels,
                              ExponentPairs pairs) override {
    pairs.left.values = left.values.data();
    pairs.right.values = right.values.data();
    pairs.palette = colors_.view();
    const thrust::counting_iterator<std::int64_t> first(0);
    const auto compare = [&pairs](std::int64_t pixel) { return compare_pixel(pairs, pixel); };
    return thrust::transform_reduce(thrust::tbb::par, first, first + pixels, compare, ExponentDifferences::none(),
                                    thrust::plus<ExponentDifferences>());
  }

 private:
  ColorTable colors_;
};

}  // namespace

std::unique_ptr<DifferenceSum> sum_on_host(const Palette& palette) {
  return std::make_unique<HostDifferenceSum>(palette);
}

}  // namespace lyap
