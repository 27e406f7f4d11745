#pragma once

#include "host/backends/cuda/cuda_resources.h"

#include <cstddef>
#include <cstring>
#include <span>
#include <vector>

namespace lyap {

/// Tables on their way to a GPU: gathered in pinned memory and sent by a single copy, for which the processor does not
/// wait.
class CudaStaging {
 public:
  /// Where a table will be.
  template <class T>
  struct Place {
    std::size_t offset;
  };

  /// Begins a new gathering. What was sent before must have arrived, and nothing may be using it on the device.
  void clear() {
    tables_.clear();
    bytes_ = 0;
  }

  /// The table must stay where it is until it is sent.
  template <class T>
  Place<T> add(std::span<const T> table) {
    constexpr std::size_t kAlignment = 256;  // as cudaMalloc has it
    const std::size_t offset = (bytes_ + kAlignment - 1) / kAlignment * kAlignment;
    tables_.push_back({offset, std::as_bytes(table)});
    bytes_ = offset + table.size_bytes();
    return {offset};
  }

  /// Queues the copy of what was gathered.
  void send(const CudaStream& stream) {
    host_.reserve(bytes_);
    device_.reserve(bytes_);
    for (const Table& table : tables_) {
      if (!table.bytes.empty()) std::memcpy(host_.data() + table.offset, table.bytes.data(), table.bytes.size());
    }
    LYAP_CUDA_CALL(cudaMemcpyAsync(device_.data(), host_.data(), bytes_, cudaMemcpyHostToDevice, stream.get()));
  }

  /// Where a table is on the device, once send() was called.
  template <class T>
  const T* at(Place<T> place) const {
    return reinterpret_cast<const T*>(device_.data() + place.offset);
  }

 private:
  struct Table {
    std::size_t offset;
    std::span<const std::byte> bytes;
  };

  std::vector<Table> tables_;
  std::size_t bytes_ = 0;
  PinnedBuffer<std::byte> host_;
  DeviceBuffer<std::byte> device_;
};

}  // namespace lyap
