#include "tools/bench/machine.h"

#include <gtest/gtest.h>

namespace lyap {
namespace {

TEST(BenchMachine, ProcessorOfX86HasAName) {
  const std::string cpuinfo =
      "processor\t: 0\nvendor_id\t: AuthenticAMD\nmodel\t\t: 17\nmodel name\t: AMD EPYC 9B14: 96 cores \n\n"
      "processor\t: 1\nmodel name\t: another\n";
  EXPECT_EQ(processor_name(cpuinfo, "x86_64"), "AMD EPYC 9B14: 96 cores");
}

TEST(BenchMachine, ProcessorOfArmHasNumbers) {
  const std::string cpuinfo =
      "processor\t: 0\nBogoMIPS\t: 2100.00\nCPU implementer\t: 0x41\nCPU variant\t: 0x1\nCPU part\t: 0xd40\n";
  EXPECT_EQ(processor_name(cpuinfo, "aarch64"), "aarch64, implementer 0x41, part 0xd40");
}

TEST(BenchMachine, ProcessorThatSaysNothingIsItsArchitecture) {
  EXPECT_EQ(processor_name("", "riscv64"), "riscv64");
}

TEST(BenchMachine, SystemIsThePrettyName) {
  EXPECT_EQ(system_name("NAME=\"Debian GNU/Linux\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n"),
            "Debian GNU/Linux 12 (bookworm)");
  EXPECT_EQ(system_name("NAME=Alpine\nPRETTY_NAME=Alpine\n"), "Alpine");
  EXPECT_EQ(system_name("NAME=Alpine\n"), "");
}

}  // namespace
}  // namespace lyap
