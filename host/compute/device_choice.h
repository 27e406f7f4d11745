#pragma once

#include <string_view>
#include <vector>

namespace lyap {

/// Which GPUs are to compute: some by their numbers, or the first or all of those that this program can compute on.
class DeviceChoice {
 public:
  static constexpr int kMaxDevice = 1023;

  /// The first GPU that this program can compute on, which need not be number 0.
  DeviceChoice() = default;

  /// Every GPU that this program can compute on.
  static DeviceChoice all();

  /// The GPUs of these numbers, in this order. Throws InvalidInput if there are none, if one is given twice, or if one
  /// is not 0 to kMaxDevice. Whether there are such GPUs is not asked.
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

/// The numbers that are chosen where `usable[n]` tells whether this program can compute on GPU n: those that were given
/// by number, whether they can be used or not; otherwise the first or all of those that can, which may be none.
std::vector<int> chosen_devices(const DeviceChoice& choice, const std::vector<bool>& usable);

}  // namespace lyap
