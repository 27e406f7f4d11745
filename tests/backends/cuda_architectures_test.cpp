#include "host/backends/cuda/cuda_architectures.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Reach = CudaArchitecture::Reach;

bool runs(std::string_view list, int major, int minor) {
  return has_code_for(parse_cuda_architectures(list), major, minor);
}

TEST(CudaArchitectures, AreReadAsCMakeWritesThem) {
  EXPECT_THAT(
      parse_cuda_architectures("75-real;90;100-virtual"),
      ElementsAre(CudaArchitecture{75, true, false, Reach::kLater}, CudaArchitecture{90, true, true, Reach::kLater},
                  CudaArchitecture{100, false, true, Reach::kLater}));
  EXPECT_THAT(
      parse_cuda_architectures("90a-real,100f"),
      ElementsAre(CudaArchitecture{90, true, false, Reach::kExact}, CudaArchitecture{100, true, true, Reach::kFamily}));
  EXPECT_THAT(parse_cuda_architectures(""), IsEmpty());
  EXPECT_THAT(parse_cuda_architectures("native;;x;90x;-5;OFF"), IsEmpty());
}

// "Binary compatibility" of the CUDA C++ Programming Guide: from one minor revision to later ones of the same major.
TEST(CudaArchitectures, MachineCodeRunsOnItsFamilyFromThereOn) {
  EXPECT_TRUE(runs("86-real", 8, 6));
  EXPECT_TRUE(runs("86-real", 8, 9));
  EXPECT_FALSE(runs("86-real", 8, 0)) << "came before";
  EXPECT_FALSE(runs("86-real", 9, 0)) << "another family";
  EXPECT_FALSE(runs("86-real", 7, 5));
  EXPECT_TRUE(runs("100-real", 10, 3)) << "the major number is all but the last digit";
  EXPECT_FALSE(runs("100-real", 12, 0));
}

TEST(CudaArchitectures, PtxRunsOnAllThatCameLater) {
  for (const std::string_view list : {"86-virtual", "86"}) {
    EXPECT_TRUE(runs(list, 8, 6)) << list;
    EXPECT_TRUE(runs(list, 9, 0)) << list;
    EXPECT_TRUE(runs(list, 12, 1)) << list;
    EXPECT_FALSE(runs(list, 8, 0)) << list;
    EXPECT_FALSE(runs(list, 7, 5)) << list;
  }
}

TEST(CudaArchitectures, WithALetterReachNoFurtherThanItSays) {
  for (const std::string_view list : {"90a", "90a-real", "90a-virtual"}) {
    EXPECT_TRUE(runs(list, 9, 0)) << list;
    EXPECT_FALSE(runs(list, 10, 0)) << list;
  }
  EXPECT_FALSE(runs("100a", 10, 3));
  EXPECT_TRUE(runs("100f", 10, 3));
  EXPECT_FALSE(runs("100f", 12, 0));
}

TEST(CudaArchitectures, AreEnoughIfOneIs) {
  constexpr std::string_view kRelease = "75;80-real;86-real;89-real;90-real;100-real;120";
  for (const auto& [major, minor] :
       {std::pair(7, 5), {8, 0}, {8, 7}, {8, 9}, {9, 0}, {10, 3}, {11, 0}, {12, 0}, {12, 1}, {13, 0}}) {
    EXPECT_TRUE(runs(kRelease, major, minor)) << major << '.' << minor;
  }
  for (const auto& [major, minor] : {std::pair(5, 0), {6, 1}, {7, 0}, {7, 2}}) {
    EXPECT_FALSE(runs(kRelease, major, minor)) << major << '.' << minor;
  }
  EXPECT_FALSE(runs("", 9, 0));
}

TEST(CudaArchitectures, AreToldInOrderAndOnce) {
  EXPECT_EQ(text_of(parse_cuda_architectures("120;75-real;100-real;75-virtual")),
            "compute capabilities 7.5, 10.0, 12.0 and later");
  EXPECT_EQ(text_of(parse_cuda_architectures("90-real")), "compute capability 9.0");
  EXPECT_EQ(text_of(parse_cuda_architectures("90a")), "compute capability 9.0");
  EXPECT_EQ(text_of({}), "no compute capability");
}

TEST(CudaArchitectures, ThatLackTheOneOfAGpuAreToldWithIt) {
  EXPECT_EQ(
      no_code_text("NVIDIA TITAN Xp, compute capability 6.1", parse_cuda_architectures("75-real;80")),
      "this program has no code for NVIDIA TITAN Xp, compute capability 6.1; it was built for compute capabilities "
      "7.5, 8.0 and later");
}

}  // namespace
}  // namespace lyap
