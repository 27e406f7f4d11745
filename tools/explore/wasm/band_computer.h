#pragma once

#include "host/backends/cpu/chroma_source.h"
#include "host/backends/cpu/workspace.h"
#include "host/compute/backend.h"
#include "host/compute/frame.h"

#include <cstdint>
#include <vector>

namespace lyap {

/// Computes bands with the one thread that there is.
class BandComputer {
 public:
  /// Rows of a frame, of planar formats all of them; valid until the next call.
  Band compute(const Frame& frame, Rows rows);

 private:
  Workspace workspace_;
  std::vector<double> pixels_;
  std::vector<std::uint32_t> periods_;
  ChromaSource source_;
};

}  // namespace lyap
