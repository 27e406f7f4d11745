#pragma once

#include "host/compute/device_choice.h"
#include "host/compute/frame.h"
#include "host/compute/kernels_made.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// Rows [first, first + count) of a frame.
struct Rows {
  int first;
  int count;
};

/// Pixels that a backend has computed, tightly packed: rows, or all planes of a frame.
struct Band {
  std::span<const std::byte> pixels;
  /// Which compiled code computed them, as that code says of itself: "AVX2", "scalar", "CUDA", "CUDA, made for the
  /// sequence".
  std::string_view code_path;
  /// Seconds that the device worked at the pixels, and that it took to copy them to the host. What it does for several
  /// bands at a time counts once, so that over a film neither sum exceeds the time that passed.
  double computing = 0;
  double copying = 0;
  /// Of each pixel the period of the cycle that its orbit came to, in map steps, 0 where none was found; empty if the
  /// frame was to have none.
  std::span<const std::uint32_t> periods{};
  /// Map steps that were computed, waiting for neighbours included; fewer than the orbits have where cycles were found.
  std::int64_t steps = 0;
  /// The same pixels in the memory of a GPU, of several the first, valid as long as `pixels`; null if they are not
  /// there.
  const std::byte* on_device = nullptr;
};

/// A code path that computes pixels, working ahead: `slots` bands can be in flight at a time, so that the next ones
/// are computed while the caller stores the last.
///
/// Threads: a backend is used by one thread at a time; which one may change, if what one did is done before the next
/// one begins. Several threads can have a backend each, and share frames. A stop may be requested by any thread at any
/// time.
class Backend {
 public:
  Backend() = default;
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;
  Backend(Backend&&) = delete;
  Backend& operator=(Backend&&) = delete;
  /// Waits for what is in flight.
  virtual ~Backend() = default;

  /// What computes, for people: "2 threads", "NVIDIA H100".
  virtual std::string device() const = 0;

  /// How many devices compute at a time. Bands in neighbouring slots are computed by different ones: the slots are
  /// dealt out to them in turn.
  virtual std::size_t device_count() const { return 1; }

  /// What the user may want to know of how it works here, a line; empty if there is nothing.
  virtual std::string note() const { return ""; }

  /// How many rows of the frame make a good band: enough to keep the device busy, few enough for memory. Planar
  /// formats: all rows.
  virtual int rows_per_band(const Frame& frame) const = 0;

  /// Starts to compute `rows` of `frame` in a free slot and returns at once. Any number of rows is accepted; of planar
  /// formats it must be all. When `stop` is requested, what has not begun of this band is left out; other bands, and
  /// those that are submitted later, are not touched by it. Throws Failure if the device failed: then the slot is free.
  virtual void submit(std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows, std::stop_token stop = {}) = 0;

  /// Waits for a slot, which is then free; the pixels are valid until the slot's next submit. After the band's stop was
  /// requested the pixels may be incomplete. Throws Failure if the device failed.
  virtual Band wait(std::size_t slot) = 0;
};

/// Slots that keep one device busy: one for the band that it computes, one for that on its way back, one for that whose
/// pixels are being stored.
inline constexpr std::size_t kSlotsOfADevice = 3;

/// How many slots keep so many devices as busy as `slots` keep one: for each further device two more, one that is
/// computed and one that is copied back, and equally many for all. Memory is that of as many bands.
std::size_t slots_for(std::size_t slots, std::size_t devices);

struct BackendOptions {
  /// As many as one device needs; of several devices the backend has slots_for() them.
  std::size_t slots = kSlotsOfADevice;
  /// CPU threads, the calling one included; 0 means all that the machine offers.
  int threads = 0;
  /// The GPUs; processors have no use for it (see check_devices() in backends/backend_registry.h).
  DeviceChoice devices{};
  /// When GPUs get kernels made for the sequence.
  KernelsMade kernels_made = KernelsMade::kWhenItPays;
};

/// A backend as the registry knows it, compiled in or not. Any thread may call `create`, at the same time as others.
struct BackendDescription {
  std::string name;
  std::string description;
  /// Empty if the backend can run here, else the reason why it cannot.
  std::string unavailable;
  bool compiled_in;
  std::function<std::unique_ptr<Backend>(const BackendOptions&)> create;
};

}  // namespace lyap
