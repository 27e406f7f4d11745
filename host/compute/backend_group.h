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
  /// Of one member at least. All must give the same pixels, and have slots enough for their share.
  explicit BackendGroup(std::vector<std::unique_ptr<Backend>> members);

  /// "2 × NVIDIA H100", or "NVIDIA H100, NVIDIA A100".
  std::string device() const override;

  std::size_t device_count() const override { return members_.size(); }

  /// As many as the member that takes fewest, and so few that the members have equally many bands, as far as there are
  /// rows enough.
  std::string note() const override;
  int rows_per_band(const Frame& frame) const override;

  void submit(std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows, std::stop_token stop = {}) override;

  /// The times of the band are divided by the number of members, so that a sum over all bands is their mean.
  Band wait(std::size_t slot) override;

 private:
  Backend& member_of(std::size_t slot) const { return *members_[slot % members_.size()]; }
  std::size_t slot_of_member(std::size_t slot) const { return slot / members_.size(); }

  std::vector<std::unique_ptr<Backend>> members_;
};

/// The backend of one device that has so many slots.
using MakeMember = std::function<std::unique_ptr<Backend>(int device, std::size_t slots)>;

/// One backend for all of `devices`, of which there is one at least, with slots_for(slots, devices) slots; for a single
/// device it is that device's own. Throws what `make_member` throws.
std::unique_ptr<Backend> make_backend_for(const std::vector<int>& devices, std::size_t slots,
                                          const MakeMember& make_member);

}  // namespace lyap
