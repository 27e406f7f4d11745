#pragma once

#include "host/compute/backend.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace lyap {

/// Several backends as one, so that they compute bands at the same time: slot i is slot i / members of member
/// i % members. Bands that are submitted to one slot after the other therefore go to one member after the other, and
/// whoever waits for them in that order gets them in that order. The members should be equally fast: the slowest sets
/// the pace.
class BackendGroup : public Backend {
 public:
  /// `members` must not be empty. All members must compute identical pixels and have enough slots for their share.
  explicit BackendGroup(std::vector<std::unique_ptr<Backend>> members);

  /// "2 × NVIDIA H100", or "NVIDIA H100, NVIDIA A100".
  std::string device() const override;

  std::size_t device_count() const override { return members_.size(); }

  /// At most the rows per band of every member, and few enough that all members get equally many bands where the frame
  /// has enough rows.
  std::string note() const override;
  int rows_per_band(const Frame& frame) const override;

  void submit(std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows, std::stop_token stop = {}) override;

  void submit_into(std::span<std::byte> pixels, std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows,
                   std::stop_token stop = {}) override;

  /// The times of the band are divided by the number of members, so that a sum over all bands is their mean.
  Band wait(std::size_t slot) override;

 private:
  Backend& member_of(std::size_t slot) const { return *members_[slot % members_.size()]; }
  std::size_t slot_of_member(std::size_t slot) const { return slot / members_.size(); }

  std::vector<std::unique_ptr<Backend>> members_;
};

/// Makes the backend of GPU number `device` with `slots` slots.
using MakeMember = std::function<std::unique_ptr<Backend>(int device, std::size_t slots)>;

/// One backend for all of `devices`, which must not be empty, with slots_for(slots, devices) slots; for a single device
/// it is that device's own. Throws what `make_member` throws.
std::unique_ptr<Backend> make_backend_for(const std::vector<int>& devices, std::size_t slots,
                                          const MakeMember& make_member);

}  // namespace lyap
