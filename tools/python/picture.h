#pragma once

#include "host/jobs/backend_settings.h"
#include "host/jobs/still_job.h"
#include "tools/python/interruptible.h"
#include "tools/python/keywords.h"

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <string>

namespace lyap::python {

/// A picture as Python knows it: the job of a still, and what computes it. It never changes, and any thread may use it.
/// Functions that compute take a `report` that gets the share that is done, or None, and can be interrupted, see
/// run_interruptibly(). Arrays are new ones where `out` is None.
class Picture {
 public:
  /// Of texts of still_fields(), but for outputs, and of backend_fields(). Throws InvalidInput, naming the field.
  Picture(const FieldTexts& fields, const FieldTexts& backend);

  const StillJob& job() const { return job_; }
  const RenderSpec& spec() const { return job_.spec; }
  const BackendSettings& backend() const { return backend_; }
  /// kFloat or kDouble.
  Precision precision() const { return choose_precision(job_.spec); }

  std::string command() const;
  std::string recipe_json() const;

  /// Height × width exponents, float32 or float64 as precision() says.
  pybind11::array exponents(const pybind11::object& out, const pybind11::object& report) const;
  /// Height × width periods in map steps, uint32.
  pybind11::array periods(const pybind11::object& out, const pybind11::object& report) const;
  /// Height × width × 3 levels of red, green and blue, uint8, or uint16 where the depth is 16.
  pybind11::array rgb(const pybind11::object& out, const pybind11::object& report) const;
  /// Writes the PNG or EXR file.
  void save(const std::string& path, const pybind11::object& report) const;
  /// The bytes of the PNG file.
  pybind11::bytes png() const;
  /// The same picture with the tone that it finds where it leaves it open.
  Picture with_found_tone() const;

 private:
  StillJob job_;
  BackendSettings backend_;
};

}  // namespace lyap::python
