#include "kernels/cuda/difference_kernel.h"

#include <cstddef>
#include <cstdint>

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

/// Thrust asks for all that it needs at once, and gives it back at the end.
struct ThrustAllocator {
  using value_type = char;

  char* allocate(std::ptrdiff_t bytes) const { return memory->take(static_cast<std::size_t>(bytes)); }
  void deallocate(char*, std::size_t) const {}

  ReductionMemory* memory;
};

}  // namespace

ExponentDifferences sum_differences(const ExponentPairs& pairs, std::int64_t pixels, ReductionMemory& memory,
                                    cudaStream_t stream) {
  ThrustAllocator allocator{&memory};
  const thrust::counting_iterator<std::int64_t> first(0);
  return thrust::transform_reduce(thrust::cuda::par(allocator).on(stream), first, first + pixels, ComparePixel{pairs},
                                  ExponentDifferences::none(), thrust::plus<ExponentDifferences>());
}

}  // namespace lyap
