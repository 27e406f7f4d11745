#include "kernels/cuda/difference_kernel.h"

#include <thrust/functional.h>
#include <thrust/iterator/counting_iterator.h>
#include <thrust/system/cuda/execution_policy.h>
#include <thrust/transform_reduce.h>

namespace lyap {
namespace {

struct ComparePixel {
  ExponentPairs pairs;

  __host__ __device__ ExponentDifferences operator()(std::int64_t pixel) const { return compare_pixel(pairs, pixel); }
};

}  // namespace

ExponentDifferences sum_differences(const ExponentPairs& pairs, std::int64_t pixels, cudaStream_t stream) {
  const thrust::counting_iterator<std::int64_t> first(0);
  return thrust::transform_reduce(thrust::cuda::par.on(stream), first, first + pixels, ComparePixel{pairs},
                                  ExponentDifferences::none(), thrust::plus<ExponentDifferences>());
}

}  // namespace lyap
