#pragma once

#include "host/compute/backend.h"

#include <cstddef>
#include <deque>
#include <memory>
#include <span>
#include <stop_token>

namespace lyap {

/// A band that was waited for: what was submitted, and what came of it.
struct FinishedBand {
  std::size_t slot;
  std::shared_ptr<const Frame> frame;
  /// Valid until the slot's next submit.
  Band band;
};

/// The bands that are in flight in a backend, oldest first. The destructor requests a stop of those that are left and
/// waits for them, also when an exception leaves the scope; afterwards the backend is idle and reads no frame. Only the
/// thread that uses the backend may use this object.
class InFlight {
 public:
  /// The backend must outlive this object. When `stop` is requested, all bands in flight are stopped.
  InFlight(Backend& backend, const std::stop_token& stop);
  InFlight(const InFlight&) = delete;
  InFlight& operator=(const InFlight&) = delete;
  InFlight(InFlight&&) = delete;
  InFlight& operator=(InFlight&&) = delete;
  /// Stops all bands and waits for them. Errors are ignored: their pixels are no longer wanted.
  ~InFlight();

  bool empty() const { return bands_.empty(); }

  /// Backend::submit(), or submit_into() where there are `pixels`. Where it throws, nothing is in flight in the slot.
  void submit(std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows, std::span<std::byte> pixels = {});

  /// Waits for the band that was submitted first, of which there must be one. Throws Interrupted if a stop was
  /// requested, for the band may be incomplete, and what Backend::wait() throws; then the band is no longer in flight.
  FinishedBand wait_for_oldest();

 private:
  struct Submitted {
    std::size_t slot;
    std::shared_ptr<const Frame> frame;
  };
  struct GiveUp {
    std::stop_source& given_up;
    void operator()() const noexcept { given_up.request_stop(); }
  };

  Backend& backend_;
  /// The stop that the bands are submitted with.
  std::stop_source given_up_;
  std::stop_callback<GiveUp> on_stop_;
  std::deque<Submitted> bands_;
};

}  // namespace lyap
