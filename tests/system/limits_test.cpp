#include "host/base/startable_threads.h"
#include "host/system/available_memory.h"
#include "tests/support/child_process.h"

#include <cstdint>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace lyap {
namespace {

TEST(AvailableMemory, IsKnownOnLinuxAndNotMoreThanTheMachineHas) {
  const auto machine =
      static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  EXPECT_GT(available_memory(), 0U);
  // Swap comes on top of it.
  EXPECT_LT(available_memory(), 64 * machine);
}

TEST(AvailableMemory, IsNotMoreThanTheAddressSpaceThatIsAllowed) {
  constexpr std::uint64_t kLimit = std::uint64_t{100} << 20U;
  const std::string left = in_child([] {
    const rlimit limit = {kLimit, kLimit};
    ::setrlimit(RLIMIT_AS, &limit);
    return std::to_string(available_memory());
  });
  EXPECT_LT(std::stoull(left), kLimit);
}

TEST(StartableThreads, AreThoseWantedWhereNothingForbidsThem) {
  EXPECT_EQ(startable_threads(1), 1);
  EXPECT_EQ(startable_threads(5), 5);
}

TEST(StartableThreads, AreFewerWhereTheSystemStops) {
  constexpr uid_t kNobodyElse = 54321;
  const std::string found = in_child([] {
    const rlimit limit = {3, 3};
    if (::setrlimit(RLIMIT_NPROC, &limit) != 0) return std::string("no limit");
    if (::geteuid() == 0 && ::setuid(kNobodyElse) != 0) return std::string("no other user");
    return std::to_string(startable_threads(50));
  });
  EXPECT_LE(std::stoi(found), 3);
  EXPECT_GE(std::stoi(found), 1);
}

}  // namespace
}  // namespace lyap
