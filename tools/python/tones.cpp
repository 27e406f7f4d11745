#include "tools/python/tones.h"

#include "host/color/shown_colors.h"
#include "host/color/toning.h"

#include <cmath>
#include <cstdint>

namespace py = pybind11;

namespace lyap::python {

py::array_t<double> places_of(const StillJob& job, const py::array_t<double>& exponents) {
  py::array_t<double> places(std::vector<py::ssize_t>(exponents.shape(), exponents.shape() + exponents.ndim()));
  const auto contiguous = py::array_t<double, py::array::c_style | py::array::forcecast>(exponents);
  const double* from = contiguous.data();
  double* to = places.mutable_data();
  const Tone& tone = job.spec.tone;
  const py::ssize_t count = contiguous.size();
  const py::gil_scoped_release no_gil;
  for (py::ssize_t i = 0; i < count; ++i) to[i] = std::isnan(from[i]) ? from[i] : place_of(tone, from[i]);
  return places;
}

std::optional<Range> ends_of(const Tone& tone) {
  if (tone.curve == ToneCurve::kQuantile) return Range{tone.quantiles.front(), tone.quantiles.back()};
  return levels_of(tone);
}

py::array_t<double> colors_of(const StillJob& job) {
  const ShownColors shown = shown_colors(look_of(job.spec, job.palette, job.depth));
  constexpr double kWhite = 65535;
  py::array_t<double> colors({py::ssize_t{shown.entries}, py::ssize_t{3}});
  auto levels = colors.mutable_unchecked<2>();
  for (std::int32_t i = 0; i < shown.entries; ++i) {
    const std::uint16_t index = index_at(job.spec.tone, (i + 0.5) / shown.entries, shown.entries);
    const Rgb16 color = shown.colors[index];
    levels(i, 0) = color.r / kWhite;
    levels(i, 1) = color.g / kWhite;
    levels(i, 2) = color.b / kWhite;
  }
  return colors;
}

}  // namespace lyap::python
