#include "host/farm/machine_kind.h"

#include "host/base/error.h"
#include "tests/support/message_of.h"

#include <string>

#include <gtest/gtest.h>

namespace lyap {
namespace {

std::string refusal_of(const std::string& planned, const std::string& here) {
  return message_of<Failure>([&] { check_is_equal_here("a processor of kind", planned, here); });
}

TEST(MachineKind, OneThatDiffersIsRefused) {
  EXPECT_EQ(refusal_of("x86_64", "x86_64"), "");
  EXPECT_EQ(
      refusal_of("x86_64", "aarch64"),
      "this machine has a processor of kind 'aarch64', and the farm was planned with 'x86_64'; its parts would not "
      "fit");
}

// What was planned stands in a file that others can write.
TEST(MachineKind, WhatWasPlannedIsPrintable) {
  EXPECT_EQ(refusal_of("x86\x1B[2J\n", "aarch64"),
            "this machine has a processor of kind 'aarch64', and the farm was planned with 'x86 [2J '; its parts would "
            "not fit");
}

}  // namespace
}  // namespace lyap
