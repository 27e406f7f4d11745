#include "tools/python/compute_into.h"

#include "host/render/still.h"

#include <algorithm>

namespace lyap::python {

void compute_into(const FrameMemory& memory, Backend& backend, std::size_t slots,
                  const std::shared_ptr<const Frame>& frame, const std::stop_token& stop, Progress& progress) {
  const auto memory_of = [&](Rows rows) -> std::span<std::byte> {
    if (memory.pixels.empty()) return {};
    return memory.pixels.subspan(static_cast<std::size_t>(rows.first) * frame->bytes_per_row(),
                                 frame->bytes_of_rows(rows.count));
  };
  auto pixels = memory.pixels;
  auto periods = memory.periods;
  const auto store = [&](const Band& band) {
    if (!pixels.empty()) {
      if (band.pixels.data() != pixels.data()) std::ranges::copy(band.pixels, pixels.begin());
      pixels = pixels.subspan(band.pixels.size());
    }
    if (!periods.empty()) {
      std::ranges::copy(band.periods, periods.begin());
      periods = periods.subspan(band.periods.size());
    }
  };
  render_still(backend, slots, frame, {store, [&](double share) { progress.set(share); }, memory_of}, stop);
}

}  // namespace lyap::python
