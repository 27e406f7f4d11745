#pragma once

#include <algorithm>
#include <memory>
#include <vector>

namespace lyap {

/// A pool of objects that are costly to make: take() returns an object that nobody else holds any more, or makes a new
/// one. It never has more objects than were held at the same time. Not thread-safe.
template <class T>
class ReusedObjects {
 public:
  /// An object that nobody else holds, in the state in which its last holder left it. Throws what making one throws.
  std::shared_ptr<T> take() {
    const auto free = std::ranges::find_if(all_, [](const auto& object) { return object.use_count() == 1; });
    if (free != all_.end()) return *free;
    return all_.emplace_back(std::make_shared<T>());
  }

 private:
  std::vector<std::shared_ptr<T>> all_;
};

}  // namespace lyap
