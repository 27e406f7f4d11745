#pragma once

#include "tests/disturbed/output_folder.h"
#include "tests/disturbed/output_kinds.h"
#include "tests/disturbed/rounds.h"
#include "tests/support/ignore_pipe_signal.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {

/// Disturbances of one kind of output, which has to be possible here.
class Disturbance : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const std::string missing = what_is_missing(kind());
    if (!missing.empty()) GTEST_SKIP() << missing;
  }

  static const OutputKind& kind() { return output_kind(GetParam()); }

  static Older older(Random& random) { return random.between(0, 1) == 0 ? Older::kAbsent : Older::kPresent; }

 private:
  IgnorePipeSignal ignore_pipe_signal_;
};

inline std::vector<std::string> names_of_kinds() {
  std::vector<std::string> names;
  for (const OutputKind& kind : output_kinds()) names.push_back(kind.name);
  return names;
}

inline std::string name_of_test(const ::testing::TestParamInfo<std::string>& info) {
  return info.param;
}

}  // namespace lyap

/// The tests of a class for every kind of output.
#define LYAP_DISTURB_EVERY_KIND(Class) \
  INSTANTIATE_TEST_SUITE_P(EveryKind, Class, ::testing::ValuesIn(names_of_kinds()), name_of_test)
