#pragma once

#include <string_view>
#include <vector>

namespace lyap {

/// Which GPUs compute: those with given numbers, the first usable one, or all usable ones. A GPU is usable if this
/// program has code for it.
class DeviceChoice {
 public:
  static constexpr int kMaxDevice = 1023;

  /// The first GPU that this program can compute on, which need not be number 0.
  DeviceChoice() = default;

  /// Every GPU that this program can compute on.
  static DeviceChoice all();

  /// The GPUs of these numbers, in this order. Throws InvalidInput if there are none, if one is given twice, or if one
  /// is not 0 to kMaxDevice. It does not check that these GPUs exist.
  static DeviceChoice of(std::vector<int> numbers);

  bool is_all() const { return is_all_; }
  bool is_first() const { return !is_all_ && numbers_.empty(); }

  /// In the order in which they were given; none if the first or all are chosen.
  const std::vector<int>& numbers() const { return numbers_; }

  friend bool operator==(const DeviceChoice&, const DeviceChoice&) = default;

 private:
  bool is_all_ = false;
  std::vector<int> numbers_;
};

/// Reads "1", "0,2", "first" or "all", words in either case. Throws InvalidInput for anything else.
DeviceChoice parse_device_choice(std::string_view text);

/// The numbers of the chosen GPUs, where `usable[n]` is whether this program can compute on GPU n. Numbers that were
/// given are returned whether usable or not; otherwise the first or all of the usable ones, possibly none.
std::vector<int> chosen_devices(const DeviceChoice& choice, const std::vector<bool>& usable);

}  // namespace lyap
