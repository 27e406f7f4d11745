#pragma once

#include "host/backends/cpu/workspace.h"
#include "host/compute/backend.h"
#include "host/compute/frame.h"

#include <cstdint>
#include <vector>

namespace lyap {

/// Computes bands with the one thread that there is.
class BandComputer {
 public:
  /// Rows of a frame, whose format is not planar; valid until the next call.
  Band compute(const Frame& frame, Rows rows);

 private:
  Workspace workspace_;
  std::vector<double> pixels_;
  std::vector<std::uint32_t> periods_;
};

}  // namespace lyap
