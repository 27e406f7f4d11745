#include "host/compute/in_flight.h"

#include "host/base/error.h"

#include <utility>

namespace lyap {

InFlight::InFlight(Backend& backend, const std::stop_token& stop)
    : backend_(backend), on_stop_(stop, GiveUp{given_up_}) {}

InFlight::~InFlight() {
  if (!bands_.empty()) given_up_.request_stop();
  for (const Submitted& band : bands_) {
    try {
      backend_.wait(band.slot);
    } catch (...) {  // An error is on its way already, or nobody wants the band.
    }
  }
}

void InFlight::submit(std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows, std::span<std::byte> pixels) {
  // Noted before it is submitted: what is in flight must be known even if there is no memory to note it.
  bands_.push_back({slot, frame});
  try {
    if (pixels.empty()) {
      backend_.submit(slot, std::move(frame), rows, given_up_.get_token());
    } else {
      backend_.submit_into(pixels, slot, std::move(frame), rows, given_up_.get_token());
    }
  } catch (...) {
    bands_.pop_back();
    throw;
  }
}

FinishedBand InFlight::wait_for_oldest() {
  Submitted oldest = std::move(bands_.front());
  bands_.pop_front();
  const Band band = backend_.wait(oldest.slot);
  if (given_up_.stop_requested()) throw Interrupted();
  return {oldest.slot, std::move(oldest.frame), band};
}

}  // namespace lyap
