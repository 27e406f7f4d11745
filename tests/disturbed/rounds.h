#pragma once

#include "tests/support/random.h"

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

namespace lyap {

/// How often a test disturbs, and what it draws disturbances from: another seed each time, printed, or
/// LYAP_DISTURBED_SEED. LYAP_DISTURBED_ROUNDS says how often instead of the few times of a usual run.
class Rounds {
 public:
  explicit Rounds(int usual) : count_(usual), first_seed_(std::random_device()()) {
    if (const char* seed = std::getenv("LYAP_DISTURBED_SEED")) first_seed_ = std::stoull(seed);
    if (const char* count = std::getenv("LYAP_DISTURBED_ROUNDS")) count_ = std::stoi(count);
    std::cout << "LYAP_DISTURBED_SEED=" << first_seed_ << ", " << count_ << " rounds\n";
  }

  int count() const { return count_; }

  /// The numbers of a round. They depend on nothing but its seed: with that, one round repeats it.
  Random random(int round) const { return Random(seed(round)); }

  /// What to set to repeat a round.
  std::string settings(int round) const {
    return "LYAP_DISTURBED_SEED=" + std::to_string(seed(round)) + " LYAP_DISTURBED_ROUNDS=1";
  }

 private:
  std::uint64_t seed(int round) const { return first_seed_ + static_cast<std::uint64_t>(round); }

  int count_;
  std::uint64_t first_seed_;
};

}  // namespace lyap
