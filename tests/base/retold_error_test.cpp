#include "host/base/retold_error.h"

#include "host/base/error.h"

#include <gtest/gtest.h>

namespace lyap {
namespace {

InvalidInput in_frame_3(const InvalidInput& error) {
  return InvalidInput(error.field(), error.problem() + " (in frame 3)");
}

TEST(RetoldError, WhatIsUsedIsReturned) {
  EXPECT_EQ(retelling(in_frame_3, [] { return 7; }), 7);
}

TEST(RetoldError, AnErrorIsToldByTheInnermostFirst) {
  const auto of_field = [](const InvalidInput& error) { return InvalidInput("sweep", error.problem() + "!"); };
  const auto use = [&] { retelling(of_field, [] { throw InvalidInput("x0", "too large"); }); };
  try {
    retelling(in_frame_3, use);
    FAIL() << "nothing was thrown";
  } catch (const InvalidInput& error) {
    EXPECT_EQ(error.field(), "sweep");
    EXPECT_EQ(error.problem(), "too large! (in frame 3)");
  }
}

}  // namespace
}  // namespace lyap
