#include "host/compute/in_flight.h"

#include <utility>

namespace lyap {

InFlight::~InFlight() {
  for (const Submitted& band : bands_) {
    try {
      backend_.wait(band.slot);
    } catch (...) {  // An error is on its way already, or nobody wants the band.
    }
  }
}

void InFlight::submit(std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows) {
  // Noted before it is submitted: what is in flight must be known even if there is no memory to note it.
  bands_.push_back({slot, frame});
  try {
    backend_.submit(slot, std::move(frame), rows);
  } catch (...) {
    bands_.pop_back();
    throw;
  }
}

FinishedBand InFlight::wait_for_oldest() {
  Submitted oldest = std::move(bands_.front());
  bands_.pop_front();
  const Band band = backend_.wait(oldest.slot);
  return {oldest.slot, std::move(oldest.frame), band};
}

}  // namespace lyap
