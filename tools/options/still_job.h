#pragma once

#include "host/color/palette.h"
#include "host/compute/backend.h"
#include "host/render/still.h"
#include "tools/options/render_options.h"

#include <functional>
#include <stop_token>
#include <string>

namespace lyap {

/// A still that is ready to be rendered.
struct StillJob {
  RenderSpec spec;
  Palette palette;
  std::string output;
  /// The NumPy files of the exponents and of the periods; empty if there are to be none.
  std::string exponents;
  std::string periods;
  /// Processor threads that paint the picture where exponents are saved; 0: all.
  int threads = 0;
};

/// The still that the options describe. Throws InvalidInput or Failure if it cannot be made.
StillJob still_job_of(const RenderOptions& options);

/// Renders the still into its file, and its exponents and periods if they are wanted, on `slots` slots of the backend;
/// `progress` gets the share of it that is done. An older file is replaced only when all is written. Throws what
/// render_still() and OutputFile throw.
StillTimings run_still(const StillJob& job, Backend& backend, std::size_t slots,
                       const std::function<void(double share)>& progress, const std::stop_token& stop);

/// Where the time went, as a line.
std::string timings_text(const StillTimings& timings);

}  // namespace lyap
