#include "host/backends/cuda/reused_objects.h"

#include <memory>

#include <gtest/gtest.h>

namespace lyap {
namespace {

/// Counts how many are made.
struct Counted {
  Counted() { ++made; }
  static inline int made = 0;
};

TEST(ReusedObjects, AreGivenToOneHolderAtATime) {
  Counted::made = 0;
  ReusedObjects<Counted> objects;
  const auto first = objects.take();
  const auto second = objects.take();
  EXPECT_NE(first, second);
  EXPECT_EQ(Counted::made, 2);
}

TEST(ReusedObjects, AreMadeOnceHoweverOftenTheyAreTaken) {
  Counted::made = 0;
  ReusedObjects<Counted> objects;
  std::shared_ptr<const Counted> last;
  for (int i = 0; i < 100; ++i) last = objects.take();
  EXPECT_EQ(Counted::made, 2) << "one that is held and one that takes its place";
}

TEST(ReusedObjects, OutliveThePoolWhileSomebodyHoldsThem) {
  std::shared_ptr<Counted> held;
  {
    ReusedObjects<Counted> objects;
    held = objects.take();
  }
  EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace lyap
