#include "tools/python/compute_into.h"

#include "host/compute/in_flight.h"

#include <algorithm>

namespace lyap::python {
namespace {

/// The bands of a frame, and where each has its memory.
class FrameBands {
 public:
  FrameBands(const FrameMemory& memory, const Frame& frame, int rows_per_band)
      : memory_(memory), frame_(frame), rows_per_band_(rows_per_band) {}

  int count() const { return (frame_.size().height + rows_per_band_ - 1) / rows_per_band_; }
  Rows rows(int band) const {
    const int first = band * rows_per_band_;
    return {first, std::min(rows_per_band_, frame_.size().height - first)};
  }
  std::span<std::byte> pixels(int band) const {
    if (memory_.pixels.empty()) return {};
    const auto [first, rows] = rows_in_bytes(band);
    return memory_.pixels.subspan(first, rows);
  }
  std::span<std::uint32_t> periods(int band) const {
    if (memory_.periods.empty()) return {};
    const auto width = static_cast<std::size_t>(frame_.size().width);
    const auto [first, rows] = this->rows(band);
    return memory_.periods.subspan(static_cast<std::size_t>(first) * width, static_cast<std::size_t>(rows) * width);
  }

 private:
  struct Bytes {
    std::size_t first;
    std::size_t count;
  };
  Bytes rows_in_bytes(int band) const {
    const auto [first, rows] = this->rows(band);
    return {static_cast<std::size_t>(first) * frame_.bytes_per_row(), frame_.bytes_of_rows(rows)};
  }

  const FrameMemory& memory_;
  const Frame& frame_;
  int rows_per_band_;
};

}  // namespace

void compute_into(const FrameMemory& memory, Backend& backend, std::size_t slots,
                  const std::shared_ptr<const Frame>& frame, const std::stop_token& stop, Progress& progress) {
  const FrameBands bands(memory, *frame, backend.rows_per_band(*frame));
  InFlight in_flight(backend, stop);
  const auto submit = [&](int band) {
    in_flight.submit(static_cast<std::size_t>(band) % slots, frame, bands.rows(band), bands.pixels(band));
  };
  const int ahead = std::min(bands.count(), static_cast<int>(slots));
  for (int band = 0; band < ahead; ++band) submit(band);
  for (int band = 0; band < bands.count(); ++band) {
    const Band computed = in_flight.wait_for_oldest().band;
    const std::span<std::byte> pixels = bands.pixels(band);
    if (!pixels.empty() && computed.pixels.data() != pixels.data()) std::ranges::copy(computed.pixels, pixels.begin());
    const std::span<std::uint32_t> periods = bands.periods(band);
    if (!periods.empty()) std::ranges::copy(computed.periods, periods.begin());
    progress.set(static_cast<double>(band + 1) / bands.count());
    if (band + ahead < bands.count()) submit(band + ahead);
  }
}

}  // namespace lyap::python
