#pragma once

#include <string_view>
#include <vector>

namespace lyap {

/// Which GPUs are to compute: some by their numbers, or all there are.
class DeviceChoice {
 public:
  static constexpr int kMaxDevice = 1023;

  /// GPU 0.
  DeviceChoice() = default;

  /// Every GPU that this program can compute on.
  static DeviceChoice all();

  /// The GPUs of these numbers, in this order. Throws InvalidInput if there are none, if one is given twice, or if one
  /// is not 0 to kMaxDevice. Whether there are such GPUs is not asked.
  static DeviceChoice of(std::vector<int> numbers);

  bool is_all() const { return is_all_; }

  /// In the order in which they were given; none if all are chosen.
  const std::vector<int>& numbers() const { return numbers_; }

  friend bool operator==(const DeviceChoice&, const DeviceChoice&) = default;

 private:
  bool is_all_ = false;
  std::vector<int> numbers_{0};
};

/// Reads "1", "0,2" or "all", the word in either case. Throws InvalidInput for anything else.
DeviceChoice parse_device_choice(std::string_view text);

}  // namespace lyap
