#include "tools/python/film.h"

#include "host/backends/chosen_backend.h"
#include "host/base/error.h"
#include "host/jobs/closed_tone.h"
#include "host/jobs/picture_settings.h"
#include "host/jobs/shown_frame.h"
#include "host/spec/command_line.h"
#include "host/spec/recipe_json.h"
#include "tools/python/interruptible.h"

#include <stop_token>

#include <fmt/format.h>

namespace py = pybind11;

namespace lyap::python {
namespace {

Settings checked_settings(const FieldTexts& fields) {
  const Settings settings = settings_of(fields);
  settings.require_known(film_job_fields());
  return settings;
}

/// The tone in which all frames are shown; it can be asked for in a thread without the GIL alone.
Film with_found_tone(Film film, const BackendSettings& settings) {
  const auto work = [&](const std::stop_token& stop, Progress&) {
    const BackendLease lease(settings);
    film.picture.tone = closed_tone(film, lease.backend(), stop);
  };
  if (film.picture.tone.is_open()) run_interruptibly(work, py::none());
  return film;
}

}  // namespace

FilmOfPython::FilmOfPython(const FieldTexts& fields, const FieldTexts& backend)
    : settings_(checked_settings(fields)),
      film_(read_film(settings_)),
      palette_(read_palette(settings_)),
      backend_(read_backend_settings(settings_of(backend))) {}

std::string FilmOfPython::command() const {
  return command_line_of(recipe_of(film_, palette_.name, palette_.checksum));
}

std::string FilmOfPython::recipe_json() const {
  return lyap::recipe_json(recipe_of(film_, palette_.name, palette_.checksum));
}

std::string FilmOfPython::frame_recipe_json(std::int64_t frame) const {
  if (frame < 0 || frame >= film_.frames) {
    throw InvalidInput("frame", fmt::format("{} is none of the frames 0 to {}", frame, film_.frames - 1));
  }
  return lyap::recipe_json(recipe_of(film_.frame_spec(frame), palette_.name, palette_.checksum));
}

std::unique_ptr<Bands> FilmOfPython::frames(std::int64_t first, std::int64_t last) const {
  const auto film = std::make_shared<const Film>(with_found_tone(film_, backend_));
  const Coloring coloring = coloring_of(film->picture, palette_, PixelFormat::kRgb24);
  const auto wanted = [film, palette = palette_, coloring, first, last](std::int64_t k) -> std::optional<WantedRows> {
    if (first + k >= last) return std::nullopt;
    const auto frame = std::make_shared<const Frame>(shown_frame(*film, palette, first + k, coloring));
    return WantedRows{frame, {0, frame->size().height}};
  };
  return std::make_unique<Bands>(backend_, wanted);
}

void FilmOfPython::save(const std::string& path, const py::object& report) const {
  Settings settings = settings_;
  settings.set("output", path);
  const FilmJob job = read_film_job(settings);
  const auto work = [&](const std::stop_token& stop, Progress& progress) {
    BackendOptions options = backend_.options;
    options.slots = slots_of(job, options.threads);
    const ChosenBackend chosen = make_chosen_backend(backend_.backend, options);
    run_film(job, *chosen.backend, {options.threads, stop, stop}, [&](const FilmProgress& state, std::int64_t skipped) {
      progress.set(static_cast<double>(state.frames_stored + skipped));
    });
  };
  run_interruptibly(work, report);
}

}  // namespace lyap::python
