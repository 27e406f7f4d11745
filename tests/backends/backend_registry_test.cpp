#include "host/base/error.h"
#include "host/compute/backend.h"
#include "tests/support/backend_under_test.h"
#include "tests/support/message_of.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

template <class Error>
std::string error_of(const std::string& name) {
  try {
    find_backend(name);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

// The equality tests name these: a backend that is added must be added there.
TEST(Backends, AreListedBestFirst) {
  std::vector<std::string> names;
  for (const BackendDescription& backend : list_backends()) names.push_back(backend.name);
  EXPECT_THAT(names, ElementsAre("cuda", "cpu-avx512", "cpu-avx2", "cpu-neon", "cpu-scalar"));
}

TEST(Backends, HaveAReasonOrCanBeCreated) {
  for (const BackendDescription& backend : list_backends()) {
    EXPECT_NE(backend.description, "") << backend.name;
    EXPECT_TRUE(backend.compiled_in || !backend.unavailable.empty()) << backend.name;
    EXPECT_TRUE(backend.create || !backend.unavailable.empty()) << backend.name;
  }
}

TEST(Backends, ScalarRunsEverywhere) {
  EXPECT_EQ(describe_backend("cpu-scalar").unavailable, "");
}

TEST(Backends, AreFoundByNameInAnyCase) {
  EXPECT_EQ(find_backend("cpu-scalar").name, "cpu-scalar");
  EXPECT_EQ(find_backend("CPU-Scalar").name, "cpu-scalar");
}

TEST(Backends, AutoIsTheFirstThatCanRun) {
  for (const BackendDescription& backend : list_backends()) {
    if (!backend.unavailable.empty()) continue;
    EXPECT_EQ(find_backend("auto").name, backend.name);
    break;
  }
}

TEST(Backends, CpuIsTheFirstOfTheCpuThatCanRun) {
  for (const BackendDescription& backend : list_backends()) {
    if (!backend.unavailable.empty() || !backend.name.starts_with("cpu-")) continue;
    EXPECT_EQ(find_backend("cpu").name, backend.name);
    break;
  }
}

TEST(Backends, OneThatCannotRunIsAFailureWithTheReasonAndNeverAnotherOne) {
  int unavailable = 0;
  for (const BackendDescription& backend : list_backends()) {
    if (backend.unavailable.empty()) continue;
    ++unavailable;
    EXPECT_THAT(error_of<Failure>(backend.name),
                AllOf(HasSubstr("the backend "), HasSubstr(backend.name), HasSubstr(backend.unavailable)));
  }
  EXPECT_GT(unavailable, 0) << "no processor has both AVX and NEON";
}

TEST(Backends, OnGpusAreToldByTheirNameWhetherTheyCanRunHereOrNot) {
  for (const BackendDescription& backend : list_backends()) {
    EXPECT_EQ(is_on_gpu(backend.name), !backend.name.starts_with("cpu-")) << backend.name;
  }
}

TEST(CheckDevices, RefusesGpusThatAreNamedAndWouldNotBeUsed) {
  const auto refusal = [](const DeviceChoice& devices, const std::vector<std::string>& backends) {
    return message_of<InvalidInput>([&] { check_devices(devices, backends); });
  };
  EXPECT_EQ(refusal(DeviceChoice::of({3}), {"cpu-avx2", "cpu-scalar"}),
            "device: GPU 3 would not be used: what computes is cpu-avx2, cpu-scalar, see `lyap backends`");
  EXPECT_EQ(refusal(DeviceChoice::of({0, 2}), {}), "device: GPU 0,2 would not be used: nothing is computed");
  EXPECT_NO_THROW(check_devices(DeviceChoice::of({3}), std::vector<std::string>{"cuda", "cpu-scalar"}));
  EXPECT_NO_THROW(check_devices({}, std::vector<std::string>{"cpu-scalar"}));
  EXPECT_NO_THROW(check_devices(DeviceChoice::all(), std::vector<std::string>{"cpu-scalar"}));
}

TEST(Backends, UnknownNameIsToldWithTheNearestOne) {
  EXPECT_THAT(error_of<InvalidInput>("cpu-avx51"),
              AllOf(HasSubstr("backend"), HasSubstr("'cpu-avx51'"), HasSubstr("'cpu-avx512'")));
  EXPECT_THAT(error_of<InvalidInput>("vulkan"), AllOf(HasSubstr("'vulkan'"), HasSubstr("cuda"), HasSubstr("auto")));
  EXPECT_THAT(error_of<InvalidInput>(""), HasSubstr("unknown backend"));
}

}  // namespace
}  // namespace lyap
