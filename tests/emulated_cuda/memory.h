#pragma once

#include <cstdint>
#include <map>
#include <mutex>

namespace lyap::emulated {

/// Memory of a device. Programs know it by addresses at which the host has nothing, so that whoever reads or writes
/// there without a copy ends; where it really is, kernels and copies know. It comes with rubbish in it, and no address
/// is ever used twice. For any number of threads.
class DeviceMemory {
 public:
  /// Bytes of addresses that a device has: more than all that is ever allocated of it.
  static constexpr std::uint64_t kAddresses = std::uint64_t{1} << 36;

  explicit DeviceMemory(std::uint64_t capacity);
  DeviceMemory(const DeviceMemory&) = delete;
  DeviceMemory& operator=(const DeviceMemory&) = delete;

  /// Null if no memory is left.
  void* allocate(std::uint64_t bytes);

  /// False if nothing was allocated at that address. Ends the process if something was written behind the end.
  bool release(void* address);

  /// Whether the address is one of this device.
  bool owns(const void* address) const;

  /// Whether so many bytes from there were allocated in one piece.
  bool holds(const void* address, std::uint64_t bytes) const;

  /// Where the memory at an address of the device really is.
  char* place(const void* address) const;

  std::uint64_t first_address() const;
  /// From an address to its place.
  std::int64_t shift() const { return memory_ - addresses_; }
  std::uint64_t capacity() const { return capacity_; }

 private:
  std::uint64_t offset_of(const void* address) const;

  std::uint64_t capacity_;
  char* addresses_;
  char* memory_;
  mutable std::mutex mutex_;
  std::uint64_t used_ = 0;
  std::uint64_t next_;
  /// Bytes by where they begin.
  std::map<std::uint64_t, std::uint64_t> blocks_;
};

/// Host memory that devices copy to and from while the host does something else. Whoever uses it after it was released
/// ends. For any number of threads.
class PinnedMemory {
 public:
  void* allocate(std::uint64_t bytes);
  bool release(void* address);
  bool holds(const void* address, std::uint64_t bytes) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::uintptr_t, std::uint64_t> blocks_;
};

}  // namespace lyap::emulated
