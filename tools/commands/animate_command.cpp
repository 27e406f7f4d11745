#include "tools/commands/animate_command.h"

#include "host/backends/chosen_backend.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/contact_sheet_job.h"
#include "host/jobs/exponent_sequence.h"
#include "host/jobs/film_job.h"
#include "host/spec/track_text.h"
#include "tools/commands/contact_sheet_command.h"
#include "tools/commands/exponent_sequence_command.h"
#include "tools/commands/job_notes.h"
#include "tools/commands/job_report.h"
#include "tools/commands/segments_command.h"
#include "tools/options/backend_options.h"
#include "tools/options/chosen_output.h"
#include "tools/options/film_options.h"
#include "tools/options/film_table.h"
#include "tools/terminal/json_report.h"
#include "tools/terminal/standard_output.h"

#include <optional>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The tracks of a film file as the texts that --track has for them.
Settings tracks_of(const std::vector<Movement>& timeline) {
  Settings settings;
  for (const Movement& movement : timeline) {
    if (const auto* track = std::get_if<NumberTrack>(&movement)) settings.add("track", track_text(*track));
    if (const auto* track = std::get_if<WindowTrack>(&movement)) settings.add("track", track_text(*track));
  }
  return settings;
}

void print_summary(ProgressStyle style, const FilmJob& job, const std::string& backend, const FilmResult& result) {
  const auto [width, height] = job.film.picture.size;
  std::string text = fmt::format("{}, {}", backend, frames_text(result.rendered));
  if (result.rendered > 0) {
    const double seconds = result.timings.total + result.finishing;
    text += fmt::format(" in {:.2f} s, {:.3g} frames/s", seconds, static_cast<double>(result.rendered) / seconds);
  }
  if (result.skipped > 0) text += fmt::format(", {} were there already", result.skipped);
  print_report(style, "summary",
               fmt::format("{}: {} ({}x{}, {} fps)\n", text, name_of_output(job.output.path), width, height,
                           text_of(job.rate())));
}

}  // namespace

std::string notes_of(const AnimateOptions& options, const Settings& film, const FilmJob& job,
                     const std::string& of_backend) {
  return note_text(options.like.note()) + note_text(of_backend) + note_of_size(film, job.film.picture) + notes_of(job);
}

AnimateOptions::AnimateOptions(CLI::App& command) : film(command), like(film), backend(command) {
  add_film_options(film);
  film.begin_group("Film");
  film.add(fmt::format("--{}", kContactSheetField), "CxR",
           "Instead of the film, one PNG file with C times R frames of it");
  film.add(fmt::format("--{}", kExponentSequenceField), "FILE",
           "Instead of the film, with -o none, the exponents of each frame: e_####.npy or .npz");
  add_segment_options(film);
  add_backend_options(backend);
  add_report_options(command, reports);
}

OptionOrigins apply_film_file(AnimateOptions& options) {
  CLI::App& command = options.film.command();
  const std::optional<std::string> path = take_film_file(command);
  if (!path) return {};
  const toml::table table = read_toml(*path, "sequence");
  OptionFile file(*path, command, rival_film_options());
  apply_film_table(file, table, options.timeline);
  return file.origins();
}

Settings film_settings(AnimateOptions& options, const std::stop_token& stop) {
  return options.like.settings(tracks_of(options.timeline), true, stop);
}

void run_animate(AnimateOptions& options, StopSignals& signals) {
  Settings film = film_settings(options, signals.token());
  if (film.has(kContactSheetField)) {
    run_contact_sheet_command(options, std::move(film), signals);
    return;
  }
  if (wants_segments(film)) {
    run_segments_command(options, std::move(film), signals);
    return;
  }
  if (film.has(kExponentSequenceField)) {
    run_exponent_sequence_command(options, film, signals);
    return;
  }
  refuse_terminal(film.text("output"));
  const std::optional<ReservedName> name = choose_output(film, ".mp4");
  const FilmJob job = read_film_job(film);
  options.like.check_palette(film, job.palette);
  BackendSettings settings = read_backend_settings(options.backend.settings());
  settings.options.slots = slots_of(job, settings.options.threads);
  const ProgressStyle style = options.reports.style();
  signals.defer();
  const ChosenBackend chosen = make_chosen_backend(settings.backend, settings.options);
  if (!options.reports.quiet) print_report(style, "note", notes_of(options, film, job, chosen.note));

  const Work work{settings.options.threads, signals.token(), signals.abandon_token()};
  ProgressReport report(style);
  const auto progress = [&](const FilmProgress& state, std::int64_t skipped) {
    const std::int64_t frames = job.frames() - skipped;
    report.update(progress_of(job, state, frames));
  };
  const std::stop_callback stopping(signals.token(), announce_stop);
  const FilmResult result = run_film(job, *chosen.backend, work, progress);
  // Also where nothing was left to render: a program that drives us should hear of the end.
  report.finish({.frames_done = result.rendered, .frames = result.rendered, .job = job.output.path});
  if (!options.reports.quiet) {
    print_summary(style, job, fmt::format("{} ({})", chosen.name, chosen.backend->device()), result);
  }
  print_report(style, "note", note_of(result.left));
  if (options.reports.timings) {
    print_report(style, "timings", timings_text(job, result) + note_text(chosen.backend->note()));
  }
}

}  // namespace lyap
