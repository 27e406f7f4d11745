#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace lyap::python {

/// Things that nobody uses at the moment, by their kinds, for whoever needs one next. Any thread may ask.
template <typename Thing>
class Idle {
 public:
  /// One of that kind; null where there is none.
  std::unique_ptr<Thing> take(const std::string& kind) {
    const std::lock_guard lock(mutex_);
    auto& things = things_[kind];
    if (things.empty()) return nullptr;
    std::unique_ptr<Thing> thing = std::move(things.back());
    things.pop_back();
    return thing;
  }

  /// Keeps one for the next, unless there are enough of its kind: then it ends.
  void keep(const std::string& kind, std::unique_ptr<Thing> thing) {
    const std::lock_guard lock(mutex_);
    auto& things = things_[kind];
    if (things.size() < kMost) things.push_back(std::move(thing));
  }

 private:
  /// So many threads that render by turns make none anew.
  static constexpr std::size_t kMost = 4;

  std::mutex mutex_;
  std::map<std::string, std::vector<std::unique_ptr<Thing>>> things_;
};

}  // namespace lyap::python
