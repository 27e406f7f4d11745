#include "host/compute/backend_group.h"

#include "kernels/pixel_format.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {

BackendGroup::BackendGroup(std::vector<std::unique_ptr<Backend>> members) : members_(std::move(members)) {}

std::string BackendGroup::device() const {
  std::vector<std::pair<std::string, int>> counts;
  for (const auto& member : members_) {
    const std::string name = member->device();
    const auto known =
        std::find_if(counts.begin(), counts.end(), [&](const auto& counted) { return counted.first == name; });
    if (known == counts.end()) {
      counts.emplace_back(name, 1);
    } else {
      ++known->second;
    }
  }
  std::vector<std::string> texts;
  texts.reserve(counts.size());
  for (const auto& [name, count] : counts) texts.push_back(count > 1 ? fmt::format("{} × {}", count, name) : name);
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::string BackendGroup::note() const {
  for (const auto& member : members_) {
    if (std::string note = member->note(); !note.empty()) return note;
  }
  return "";
}

int BackendGroup::rows_per_band(const Frame& frame) const {
  const auto quotient = [](int dividend, int divisor) { return (dividend + divisor - 1) / divisor; };
  int least = std::numeric_limits<int>::max();
  for (const auto& member : members_) least = std::min(least, member->rows_per_band(frame));
  if (is_planar(frame.format())) return least;
  const int height = frame.size().height;
  const auto members = static_cast<int>(members_.size());
  const int bands_of_each = quotient(quotient(height, least), members);
  return quotient(height, bands_of_each * members);
}

void BackendGroup::submit(std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows, std::stop_token stop) {
  member_of(slot).submit(slot_of_member(slot), std::move(frame), rows, std::move(stop));
}

void BackendGroup::submit_into(std::span<std::byte> pixels, std::size_t slot, std::shared_ptr<const Frame> frame,
                               Rows rows, std::stop_token stop) {
  member_of(slot).submit_into(pixels, slot_of_member(slot), std::move(frame), rows, std::move(stop));
}

Band BackendGroup::wait(std::size_t slot) {
  Band band = member_of(slot).wait(slot_of_member(slot));
  const auto members = static_cast<double>(members_.size());
  band.computing /= members;
  band.copying /= members;
  // Who reads them there works on the first device.
  if (&member_of(slot) != members_.front().get()) band.on_device = nullptr;
  return band;
}

std::unique_ptr<Backend> make_backend_for(const std::vector<int>& devices, std::size_t slots,
                                          const MakeMember& make_member) {
  if (devices.size() == 1) return make_member(devices.front(), slots);
  const std::size_t slots_of_each = slots_for(slots, devices.size()) / devices.size();
  std::vector<std::unique_ptr<Backend>> members;
  members.reserve(devices.size());
  for (const int device : devices) members.push_back(make_member(device, slots_of_each));
  return std::make_unique<BackendGroup>(std::move(members));
}

}  // namespace lyap
