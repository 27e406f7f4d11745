#pragma once

#include "host/compute/frame.h"
#include "tools/python/backend_pool.h"
#include "tools/python/interruptible.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>

namespace lyap::python {

/// Where the results of a whole frame go: its pixels and its periods, as a band has them; either may be empty.
struct FrameMemory {
  std::span<std::byte> pixels{};
  std::span<std::uint32_t> periods{};
};

/// Computes a frame, of no planar format, into memory; the progress is the share of rows. Backends that can do so write
/// pixels there themselves. Throws Interrupted, and what backends throw.
void compute_into(const FrameMemory& memory, Backend& backend, std::size_t slots,
                  const std::shared_ptr<const Frame>& frame, const std::stop_token& stop, Progress& progress);

}  // namespace lyap::python
