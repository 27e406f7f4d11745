#pragma once

#include "host/compute/in_flight.h"
#include "tools/python/backend_pool.h"
#include "tools/python/picture.h"

#include <memory>
#include <pybind11/pybind11.h>

namespace lyap::python {

/// A picture's exponents where they were computed, in the memory of a GPU or of the processor, without a copy. It keeps
/// the backend whose memory that is, and never changes.
class DeviceArray {
 public:
  /// Takes the backend and a band of all rows of the frame that it has computed.
  DeviceArray(std::unique_ptr<BackendLease> lease, std::shared_ptr<const Frame> frame, const Band& band);

  Size size() const { return frame_->size(); }
  Precision precision() const { return frame_->precision(); }
  bool is_on_gpu() const { return band_.on_device != nullptr; }
  const std::byte* data() const { return is_on_gpu() ? band_.on_device : band_.pixels.data(); }

 private:
  std::unique_ptr<BackendLease> lease_;
  std::shared_ptr<const Frame> frame_;
  Band band_;
};

/// Computes all exponents of a picture as one band, on the first GPU where there are several.
std::shared_ptr<DeviceArray> exponents_on_device(const Picture& picture, const pybind11::object& report);

/// Adds the class DeviceArray with the protocols of DLPack and, on GPUs, `__cuda_array_interface__`; on the processor
/// `__array_interface__`.
void bind_device_array(pybind11::module_& module);

}  // namespace lyap::python
