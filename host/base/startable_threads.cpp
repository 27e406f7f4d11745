#include "host/base/startable_threads.h"

#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace lyap {

int startable_threads(int wanted) {
  std::atomic<bool> all_counted = false;
  std::vector<std::jthread> threads;
  try {
    while (static_cast<int>(threads.size()) < wanted - 1) threads.emplace_back([&] { all_counted.wait(false); });
  } catch (const std::system_error&) {  // The limit.
  }
  const int count = static_cast<int>(threads.size()) + 1;
  all_counted = true;
  all_counted.notify_all();
  return count;
}

}  // namespace lyap
