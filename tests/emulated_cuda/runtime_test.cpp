#include "tests/emulated_cuda/control.h"
#include "tests/emulated_cuda/failures.h"

#include <chrono>
#include <cstdint>
#include <numeric>
#include <thread>
#include <vector>

#include <cuda_runtime_api.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

// The emulated runtime is at least as strict as a GPU: what would be wrong there only now and then is wrong here.

namespace lyap::emulated {
namespace {

using testing::Each;

class EmulatedRuntime : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking), cudaSuccess); }
  void TearDown() override {
    plan_failures({});
    repair_devices();
    EXPECT_EQ(cudaStreamDestroy(stream_), cudaSuccess);
    cudaGetLastError();
  }

  static unsigned char* device_bytes(std::size_t count) {
    void* address = nullptr;
    EXPECT_EQ(cudaMalloc(&address, count), cudaSuccess);
    return static_cast<unsigned char*>(address);
  }
  static unsigned char* pinned_bytes(std::size_t count) {
    void* address = nullptr;
    EXPECT_EQ(cudaMallocHost(&address, count), cudaSuccess);
    return static_cast<unsigned char*>(address);
  }
  std::vector<unsigned char> fetch(const unsigned char* from, std::size_t count) const {
    std::vector<unsigned char> bytes(count);
    EXPECT_EQ(cudaMemcpyAsync(bytes.data(), from, count, cudaMemcpyDeviceToHost, stream_), cudaSuccess);
    return bytes;
  }

  cudaStream_t stream_ = nullptr;
};

class EmulatedRuntimeDeathTest : public EmulatedRuntime {
 protected:
  // What dies is another process, which has no threads of this one.
  EmulatedRuntimeDeathTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

TEST_F(EmulatedRuntimeDeathTest, TheHostCannotReadDeviceMemory) {
  volatile unsigned char* bytes = device_bytes(16);
  EXPECT_DEATH(static_cast<void>(bytes[0]), "");
  EXPECT_DEATH(bytes[0] = 1, "");
}

TEST_F(EmulatedRuntimeDeathTest, NobodyUsesPinnedMemoryAfterItsEnd) {
  volatile unsigned char* bytes = pinned_bytes(16);
  ASSERT_EQ(cudaFreeHost(const_cast<unsigned char*>(bytes)), cudaSuccess);
  EXPECT_DEATH(static_cast<void>(bytes[0]), "");
}

TEST_F(EmulatedRuntime, MemoryComesWithRubbish) {
  EXPECT_THAT(fetch(device_bytes(300), 300), Each(0xcd));
}

TEST_F(EmulatedRuntime, CopiesEndWhereTheMemoryDoes) {
  unsigned char* bytes = device_bytes(100);
  std::vector<unsigned char> host(200);
  EXPECT_EQ(cudaMemcpyAsync(bytes, host.data(), 101, cudaMemcpyHostToDevice, stream_), cudaErrorInvalidValue);
  EXPECT_EQ(cudaMemcpyAsync(host.data(), bytes + 1, 100, cudaMemcpyDeviceToHost, stream_), cudaErrorInvalidValue);
  EXPECT_EQ(cudaMemcpyAsync(host.data(), bytes, 100, cudaMemcpyHostToDevice, stream_), cudaErrorInvalidValue);
  EXPECT_EQ(cudaMemsetAsync(bytes, 0, 101, stream_), cudaErrorInvalidValue);
}

// Pinned memory is read when the copy's turn comes, other memory before the call returns.
TEST_F(EmulatedRuntime, CopiesFromPinnedMemoryAreLate) {
  constexpr std::size_t kBytes = 1 << 20;
  unsigned char* pinned = pinned_bytes(kBytes);
  unsigned char* first = device_bytes(kBytes);
  unsigned char* second = device_bytes(kBytes);
  std::vector<unsigned char> pageable(kBytes, 1);
  std::fill_n(pinned, kBytes, static_cast<unsigned char>(1));
  hold_stream(stream_);
  ASSERT_EQ(cudaMemcpyAsync(first, pinned, kBytes, cudaMemcpyHostToDevice, stream_), cudaSuccess);
  ASSERT_EQ(cudaMemcpyAsync(second, pageable.data(), kBytes, cudaMemcpyHostToDevice, stream_), cudaSuccess);
  std::fill_n(pinned, kBytes, static_cast<unsigned char>(2));
  std::fill(pageable.begin(), pageable.end(), static_cast<unsigned char>(2));
  release_streams();
  EXPECT_THAT(fetch(first, kBytes), Each(2));
  EXPECT_THAT(fetch(second, kBytes), Each(1));
}

TEST_F(EmulatedRuntime, WorkOfAStreamIsDoneInOrder) {
  unsigned char* bytes = device_bytes(8);
  for (int value = 0; value < 50; ++value) ASSERT_EQ(cudaMemsetAsync(bytes, value, 8, stream_), cudaSuccess);
  EXPECT_THAT(fetch(bytes, 8), Each(49));
}

TEST_F(EmulatedRuntime, EventsComeWithTheWorkBeforeThem) {
  cudaEvent_t event = nullptr;
  ASSERT_EQ(cudaEventCreate(&event), cudaSuccess);
  float milliseconds = 0;
  EXPECT_EQ(cudaEventElapsedTime(&milliseconds, event, event), cudaErrorInvalidResourceHandle);
  unsigned char* bytes = device_bytes(8);
  for (int i = 0; i < 200; ++i) ASSERT_EQ(cudaMemsetAsync(bytes, i, 8, stream_), cudaSuccess);
  ASSERT_EQ(cudaEventRecord(event, stream_), cudaSuccess);
  ASSERT_EQ(cudaStreamSynchronize(stream_), cudaSuccess);
  EXPECT_EQ(cudaEventElapsedTime(&milliseconds, event, event), cudaSuccess);
  EXPECT_EQ(milliseconds, 0);
  EXPECT_EQ(cudaEventDestroy(event), cudaSuccess);
}

TEST_F(EmulatedRuntime, MemoryIsLimitedAndGivenBack) {
  cudaDeviceProp properties{};
  ASSERT_EQ(cudaGetDeviceProperties(&properties, 0), cudaSuccess);
  void* address = nullptr;
  EXPECT_EQ(cudaMalloc(&address, properties.totalGlobalMem + 1), cudaErrorMemoryAllocation);
  const std::size_t most = properties.totalGlobalMem / 4 * 3;
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(cudaMalloc(&address, most), cudaSuccess) << i;
    ASSERT_EQ(cudaFree(address), cudaSuccess);
  }
  EXPECT_EQ(cudaFree(address), cudaErrorInvalidValue) << "a second time";
}

TEST_F(EmulatedRuntime, TheNthCallFailsAsPlanned) {
  plan_failures(read_failures("cudaMalloc@2=2,cudaFree@*=1"));
  EXPECT_EQ(cudaGetLastError(), cudaSuccess);
  void* address = nullptr;
  EXPECT_EQ(cudaMalloc(&address, 8), cudaSuccess);
  EXPECT_EQ(cudaFree(address), cudaErrorInvalidValue);
  EXPECT_EQ(cudaFree(address), cudaErrorInvalidValue);
  EXPECT_EQ(cudaMalloc(&address, 8), cudaErrorMemoryAllocation);
  EXPECT_EQ(cudaMalloc(&address, 8), cudaSuccess);
  EXPECT_EQ(calls().at("cudaMalloc"), 3);
  EXPECT_EQ(cudaPeekAtLastError(), cudaErrorMemoryAllocation) << "the last of the thread";
  EXPECT_EQ(cudaGetLastError(), cudaErrorMemoryAllocation);
  EXPECT_EQ(cudaGetLastError(), cudaSuccess);
}

TEST_F(EmulatedRuntime, HandlesOfNothingAreRefused) {
  EXPECT_EQ(cudaStreamSynchronize(nullptr), cudaErrorInvalidResourceHandle);
  EXPECT_EQ(cudaEventRecord(nullptr, nullptr), cudaErrorInvalidResourceHandle);
  EXPECT_EQ(cudaSetDevice(1'000), cudaErrorInvalidDevice);
  int local = 0;
  EXPECT_EQ(cudaFree(&local), cudaErrorInvalidValue);
}

}  // namespace
}  // namespace lyap::emulated
