#pragma once

#include "host/jobs/backend_settings.h"
#include "host/jobs/film_job.h"
#include "tools/python/bands.h"
#include "tools/python/keywords.h"

#include <cstdint>
#include <memory>
#include <pybind11/pybind11.h>
#include <string>

namespace lyap::python {

/// A film as Python knows it, and what computes it. It never changes, and any thread may use it.
class FilmOfPython {
 public:
  /// Of texts of film_job_fields(), but for the output, and of backend_fields(). Throws InvalidInput, naming the field.
  FilmOfPython(const FieldTexts& fields, const FieldTexts& backend);

  const Film& film() const { return film_; }
  std::string command() const;
  std::string recipe_json() const;
  /// The recipe of the still that a frame is, as JSON. Throws InvalidInput, naming `frame`, if there is no such frame.
  std::string frame_recipe_json(std::int64_t frame) const;

  /// Frames `first` to `last` − 1 as arrays of colours.
  std::unique_ptr<Bands> frames(std::int64_t first, std::int64_t last) const;

  /// Writes the film; `report` gets the number of frames that are stored, or is None. A stop ends everything at once.
  void save(const std::string& path, const pybind11::object& report) const;

 private:
  Settings settings_;
  Film film_;
  Palette palette_;
  BackendSettings backend_;
};

}  // namespace lyap::python
