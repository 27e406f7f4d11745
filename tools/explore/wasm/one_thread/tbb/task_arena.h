#pragma once

namespace tbb {

class task_arena {
 public:
  static constexpr int automatic = -1;
  explicit task_arena(int /*threads*/ = automatic) {}
  template <class Body>
  void execute(const Body& body) {
    body();
  }
};

}  // namespace tbb
