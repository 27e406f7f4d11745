#pragma once

#include "host/compute/backend.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>

namespace lyap {

/// Called in the thread that renders a still. `store` gets each band, from the top to the bottom, as soon as it is
/// computed.
struct StillCallbacks {
  std::function<void(const Band& band)> store;
  /// After each band: the share of rows that are stored, in (0, 1]. May be empty.
  std::function<void(double share)> progress;
  /// Memory of the caller's for the pixels of rows, of just their size, which lives as long as the rendering; where the
  /// backend can, it computes them there (Backend::submit_into()). May be empty.
  std::function<std::span<std::byte>(Rows rows)> memory{};
};

/// How long the parts of rendering a still took, in seconds of the calling thread.
struct StillTimings {
  double total = 0;
  /// Waiting for bands to be computed (on the CPU this thread helps meanwhile).
  double waiting = 0;
  /// Inside `store`.
  double storing = 0;
  /// Map steps that were computed, and map steps that brute force would compute.
  double steps_done = 0;
  double steps_asked = 0;
  /// The share of the pixels that have the most frequent colour, where whoever stores them has counted it; else 0.
  double share_of_one_color = 0;
  /// The compiled code that computed the bands.
  std::string code_path;
};

/// Computes a frame band by band on `slots` slots of the backend: while one band is stored, the next ones are computed.
/// Memory is that of `slots` bands. Several threads can render at the same time, each on a backend of its own. Throws
/// Interrupted if a stop is requested, and what the backend or the callbacks throw; the backend is idle in any case,
/// and can render the next picture.
StillTimings render_still(Backend& backend, std::size_t slots, const std::shared_ptr<const Frame>& frame,
                          const StillCallbacks& callbacks, const std::stop_token& stop = {});

/// The same of some rows of the frame, which have the bits that they have in all of it.
StillTimings render_rows(Backend& backend, std::size_t slots, const std::shared_ptr<const Frame>& frame, Rows rows,
                         const StillCallbacks& callbacks, const std::stop_token& stop = {});

}  // namespace lyap
