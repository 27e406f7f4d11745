#pragma once

#include "host/compute/in_flight.h"
#include "tools/python/backend_pool.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <pybind11/numpy.h>
#include <stop_token>

namespace lyap::python {

/// Some rows of a frame that are to be computed.
struct WantedRows {
  std::shared_ptr<const Frame> frame;
  Rows rows;
};

/// An iterator of Python over bands or frames, which works ahead: an array for each, of the caller's own. For one
/// thread of Python at a time.
class Bands {
 public:
  /// `wanted(k)` makes what comes as number k, nothing after the last one; it touches no object of Python.
  Bands(const BackendSettings& settings, std::function<std::optional<WantedRows>(std::int64_t)> wanted);

  /// The next array, height × width for exponents, height × width × 3 for colours of 8 bits. Throws
  /// pybind11::stop_iteration after the last one, and what run_interruptibly() throws; then it is at its end.
  pybind11::array next();

 private:
  /// Sees to it that all slots are busy.
  void work_ahead();

  BackendLease lease_;
  std::function<std::optional<WantedRows>(std::int64_t)> wanted_;
  std::int64_t submitted_ = 0;
  std::int64_t open_ = 0;
  bool is_at_end_ = false;
  std::stop_source stop_;
  std::optional<InFlight> in_flight_;  // after the lease, whose backend it leaves idle
};

}  // namespace lyap::python
