#include "tools/python/device_array.h"

#include "host/base/error.h"
#include "tools/python/array_memory.h"
#include "tools/python/dlpack.h"

#include <cstdint>
#include <pybind11/stl.h>
#include <utility>

namespace py = pybind11;

namespace lyap::python {
namespace {

/// A tensor that is handed over, and what it keeps alive.
struct Handed {
  std::shared_ptr<DeviceArray> array;
  std::int64_t shape[2];
  DLManagedTensor tensor;
};

constexpr const char* kCapsule = "dltensor";

/// Of a tensor that nobody has taken.
void delete_capsule(PyObject* capsule) {
  if (PyCapsule_IsValid(capsule, kCapsule) == 0) return;
  auto* tensor = static_cast<DLManagedTensor*>(PyCapsule_GetPointer(capsule, kCapsule));
  tensor->deleter(tensor);
}

DLDevice dlpack_device(const DeviceArray& array) {
  return {array.is_on_gpu() ? kDLCUDA : kDLCPU, 0};
}

py::capsule dlpack_of(const std::shared_ptr<DeviceArray>& array, const py::object& /*stream*/) {
  auto handed = std::make_unique<Handed>();
  handed->array = array;
  handed->shape[0] = array->size().height;
  handed->shape[1] = array->size().width;
  const std::uint8_t bits = array->precision() == Precision::kFloat ? 32 : 64;
  handed->tensor = {
      {const_cast<std::byte*>(array->data()), dlpack_device(*array), 2, {kDLFloat, bits, 1}, handed->shape, nullptr, 0},
      handed.get(),
      [](DLManagedTensor* tensor) { delete static_cast<Handed*>(tensor->manager_ctx); }};
  PyObject* capsule = PyCapsule_New(&handed->tensor, kCapsule, delete_capsule);
  if (capsule == nullptr) throw py::error_already_set();
  handed.release();
  return py::reinterpret_steal<py::capsule>(capsule);
}

/// The dict of both array interfaces: read-only, in C order.
py::dict array_interface(const DeviceArray& array) {
  py::dict interface;
  interface["shape"] = py::make_tuple(array.size().height, array.size().width);
  interface["typestr"] = array.precision() == Precision::kFloat ? "<f4" : "<f8";
  interface["data"] = py::make_tuple(reinterpret_cast<std::uintptr_t>(array.data()), true);
  interface["strides"] = py::none();
  interface["version"] = 3;
  return interface;
}

py::dict interface_where(const DeviceArray& array, bool is_on_gpu, const char* other) {
  if (array.is_on_gpu() == is_on_gpu) return array_interface(array);
  throw py::attribute_error(other);
}

}  // namespace

DeviceArray::DeviceArray(std::unique_ptr<BackendLease> lease, std::shared_ptr<const Frame> frame, const Band& band)
    : lease_(std::move(lease)), frame_(std::move(frame)), band_(band) {}

std::shared_ptr<DeviceArray> exponents_on_device(const Picture& picture, const py::object& report) {
  std::shared_ptr<DeviceArray> array;
  const auto work = [&](const std::stop_token& stop, Progress& progress) {
    auto lease = std::make_unique<BackendLease>(picture.backend());
    const auto frame = std::make_shared<const Frame>(picture.spec());
    InFlight in_flight(lease->backend(), stop);
    in_flight.submit(0, frame, {0, frame->size().height});
    const Band band = in_flight.wait_for_oldest().band;
    array = std::make_shared<DeviceArray>(std::move(lease), frame, band);
    progress.set(1);
  };
  run_interruptibly(work, report);
  return array;
}

void bind_device_array(py::module_& module) {
  py::class_<DeviceArray, std::shared_ptr<DeviceArray>>(module, "DeviceArray",
                                                        "Exponents where they were computed; see Picture.on_device().")
      .def_property_readonly(
          "shape", [](const DeviceArray& self) { return py::make_tuple(self.size().height, self.size().width); },
          "(height, width).")
      .def_property_readonly(
          "dtype", [](const DeviceArray& self) { return dtype_of(self.precision()); }, "float32 or float64.")
      .def_property_readonly("is_on_gpu", &DeviceArray::is_on_gpu,
                             "Whether it is in the memory of a GPU, not of the processor.")
      .def("__dlpack__", &dlpack_of, py::arg("stream") = py::none())
      .def("__dlpack_device__",
           [](const DeviceArray& self) {
             const DLDevice device = dlpack_device(self);
             return py::make_tuple(static_cast<int>(device.device_type), device.device_id);
           })
      .def_property_readonly(
          "__cuda_array_interface__",
          [](const DeviceArray& self) { return interface_where(self, true, "it is in the memory of the processor"); })
      .def_property_readonly("__array_interface__", [](const DeviceArray& self) {
        return interface_where(self, false, "it is in the memory of a GPU");
      });
}

}  // namespace lyap::python
