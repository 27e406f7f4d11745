#include "tools/python/bands.h"

#include "host/base/error.h"
#include "tools/python/array_memory.h"
#include "tools/python/interruptible.h"

#include <utility>

namespace py = pybind11;

namespace lyap::python {
namespace {

py::array array_of(const Frame& frame, std::span<const std::byte> pixels) {
  const py::ssize_t width = frame.size().width;
  const auto rows = static_cast<py::ssize_t>(pixels.size() / frame.bytes_per_row());
  if (frame.format() == PixelFormat::kExponents) {
    return {dtype_of(frame.precision()), {rows, width}, pixels.data()};
  }
  return {py::dtype::of<std::uint8_t>(), {rows, width, py::ssize_t{3}}, pixels.data()};
}

}  // namespace

Bands::Bands(const BackendSettings& settings, std::function<std::optional<WantedRows>(std::int64_t)> wanted)
    : lease_(settings), wanted_(std::move(wanted)) {
  in_flight_.emplace(lease_.backend(), stop_.get_token());
}

void Bands::work_ahead() {
  const auto slots = static_cast<std::int64_t>(lease_.slots());
  while (!is_at_end_ && open_ < slots) {
    std::optional<WantedRows> wanted = wanted_(submitted_);
    is_at_end_ = !wanted;
    if (!wanted) return;
    in_flight_->submit(static_cast<std::size_t>(submitted_ % slots), std::move(wanted->frame), wanted->rows);
    ++submitted_;
    ++open_;
  }
}

py::array Bands::next() {
  if (!in_flight_) throw py::stop_iteration();
  std::optional<FinishedBand> finished;
  try {
    const auto work = [&](const std::stop_token& stop, Progress&) {
      const std::stop_callback stopping(stop, [&] { stop_.request_stop(); });
      work_ahead();
      if (open_ == 0) return;
      finished = in_flight_->wait_for_oldest();
      --open_;
    };
    run_interruptibly(work, py::none());
  } catch (...) {
    in_flight_.reset();
    throw;
  }
  if (!finished) {
    in_flight_.reset();
    throw py::stop_iteration();
  }
  return array_of(*finished->frame, finished->band.pixels);
}

}  // namespace lyap::python
