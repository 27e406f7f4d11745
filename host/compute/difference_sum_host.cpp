#include "host/base/tbb_order.h"
#include "host/color/color_table.h"
#include "host/color/continuous_palette.h"
#include "host/compute/difference_sum.h"

#include <tbb/task_arena.h>
#include <thrust/functional.h>
#include <thrust/iterator/counting_iterator.h>
#include <thrust/system/tbb/execution_policy.h>
#include <thrust/transform_reduce.h>

namespace lyap {
namespace {

class HostDifferenceSum : public DifferenceSum {
 public:
  HostDifferenceSum(const Palette& palette, int threads)
      : colors_(entry_colors(palette), PixelFormat::kRgb24),
        arena_(threads > 0 ? threads : tbb::task_arena::automatic) {}

  ExponentDifferences of_band(const ExponentBand& left, const ExponentBand& right, std::int64_t pixels,
                              ExponentPairs pairs) override {
    pairs.left.values = left.values.data();
    pairs.right.values = right.values.data();
    pairs.palette = colors_.view();
    const thrust::counting_iterator<std::int64_t> first(0);
    const auto compare = [&pairs](std::int64_t pixel) {
      taken_over(&pairs);
      return compare_pixel(pairs, pixel);
    };
    handed_over(&pairs);
    return arena_.execute([&] {
      return thrust::transform_reduce(thrust::tbb::par, first, first + pixels, compare, ExponentDifferences::none(),
                                      thrust::plus<ExponentDifferences>());
    });
  }

 private:
  ColorTable colors_;
  tbb::task_arena arena_;
};

}  // namespace

std::unique_ptr<DifferenceSum> sum_on_host(const Palette& palette, int threads) {
  return std::make_unique<HostDifferenceSum>(palette, threads);
}

}  // namespace lyap
