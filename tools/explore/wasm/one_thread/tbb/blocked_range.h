#pragma once

/// The folder one_thread/ stands in for what host/ uses of TBB where a module has one thread, as WebAssembly has
/// without memory that workers share: all is done at once by who asks for it.
namespace tbb {

template <class T>
class blocked_range {
 public:
  blocked_range(T begin, T end, T /*grain*/ = 1) : begin_(begin), end_(end) {}
  T begin() const { return begin_; }
  T end() const { return end_; }

 private:
  T begin_;
  T end_;
};

}  // namespace tbb
