#pragma once

#include <algorithm>
#include <memory>
#include <vector>

namespace lyap {

/// Objects that are costly to make and are needed again and again: what nobody holds any more is given to the next who
/// asks. Never more are made than were held at the same time. For one thread.
template <class T>
class ReusedObjects {
 public:
  /// One that nobody else holds, as its last holder left it. Throws what making one throws.
  std::shared_ptr<T> take() {
    const auto free = std::ranges::find_if(all_, [](const auto& object) { return object.use_count() == 1; });
    if (free != all_.end()) return *free;
    return all_.emplace_back(std::make_shared<T>());
  }

 private:
  std::vector<std::shared_ptr<T>> all_;
};

}  // namespace lyap
