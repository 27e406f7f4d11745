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
#include <utility>
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
  /// Seconds in which the device computed the pixels, and in which it copied them to the host. Time in which several
  /// bands are worked on counts for one of them only, so that neither sum over a film exceeds the elapsed time.
  double computing = 0;
  double copying = 0;
  /// For each pixel the period of its orbit's cycle in map steps, 0 where no cycle was found; empty unless
  /// Frame::with_periods().
  std::span<const std::uint32_t> periods{};
  /// Map steps that were computed, including those in which a closed orbit only waited for its neighbours in a vector
  /// or warp; fewer than the orbits have where cycles were found.
  std::int64_t steps = 0;
  /// The address of the first pixel of the same band in GPU memory, valid as long as `pixels`; null if the band is not
  /// in GPU memory.
  const std::byte* on_device = nullptr;
};

/// A code path that computes pixels, working ahead: `slots` bands can be in flight at a time, so that the next ones
/// are computed while the caller stores the last.
///
/// Threads: a backend may be used by one thread at a time; another thread may take over once the calls of the one
/// before have returned. Several threads can each use a backend of their own and share frames. Any thread may request a
/// stop at any time.
class Backend {
 public:
  Backend() = default;
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;
  Backend(Backend&&) = delete;
  Backend& operator=(Backend&&) = delete;
  /// Waits for what is in flight.
  virtual ~Backend() = default;

  /// The device as people read it: "2 threads", "NVIDIA H100".
  virtual std::string device() const = 0;

  /// How many devices compute at a time. Bands in neighbouring slots are computed by different ones: the slots are
  /// dealt out to them in turn.
  virtual std::size_t device_count() const { return 1; }

  /// A remark for the user on how the backend works on this machine, one line; empty if there is none.
  virtual std::string note() const { return ""; }

  /// How many rows of the frame make a good band: enough to keep the device busy, few enough for memory. Planar
  /// formats: all rows.
  virtual int rows_per_band(const Frame& frame) const = 0;

  /// Starts to compute `rows` of `frame` in slot number `slot`, which must be free and below the number of slots, and
  /// returns without waiting for the result. Any number of rows is accepted; for planar formats it must be all rows.
  /// When `stop` is requested, the work of this band that has not begun is skipped; other bands are not affected.
  /// Throws Failure if the device failed: then the slot is free.
  virtual void submit(std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows, std::stop_token stop = {}) = 0;

  /// The same with the pixels in memory of the caller's, `pixels`, which has just their size and lives until the slot
  /// was waited for, where the backend can compute them there; Band::pixels tell whether it did, or where they are.
  virtual void submit_into(std::span<std::byte> /*pixels*/, std::size_t slot, std::shared_ptr<const Frame> frame,
                           Rows rows, std::stop_token stop = {}) {
    submit(slot, std::move(frame), rows, std::move(stop));
  }

  /// Waits for a slot, which is then free; the pixels are valid until the slot's next submit. After the band's stop was
  /// requested the pixels may be incomplete. Throws Failure if the device failed.
  virtual Band wait(std::size_t slot) = 0;
};

/// Slots that keep one device busy: one for the band that it computes, one for that on its way back, one for that whose
/// pixels are being stored.
inline constexpr std::size_t kSlotsPerDevice = 3;

/// The number of slots that keeps `devices` devices as busy as `slots` slots keep one: two more for each further
/// device, one for the band it computes and one for the band it copies back, rounded up so that all devices have
/// equally many. Each slot takes the memory of one band.
std::size_t slots_for(std::size_t slots, std::size_t devices);

struct BackendOptions {
  /// The number of slots for one device; a backend of several devices has slots_for(slots, devices).
  std::size_t slots = kSlotsPerDevice;
  /// CPU threads, the calling one included; 0 means all that the machine offers.
  int threads = 0;
  /// Which GPUs compute; CPU backends ignore it (see check_devices() in backends/backend_registry.h).
  DeviceChoice devices{};
  /// When kernels made for the sequence are compiled; CPU backends ignore it.
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
  /// Whether what it needs is here but does not work, which its owner will want to know.
  bool is_faulty = false;
};

}  // namespace lyap
