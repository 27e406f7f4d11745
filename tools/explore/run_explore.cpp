#include "tools/explore/run_explore.h"

#include "host/backends/chosen_backend.h"
#include "host/base/error.h"
#include "host/base/text.h"
#include "host/explore/job_queue.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/film_job.h"
#include "host/jobs/recipe_changes.h"
#include "host/jobs/recipe_file.h"
#include "host/jobs/still_job.h"
#include "tools/commands/job_notes.h"
#include "tools/explore/browser.h"
#include "tools/explore/server/explorer.h"
#include "tools/explore/server/http_server.h"
#include "tools/terminal/standard_output.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Whether the first argument is a file and no sequence, which has letters, digits and brackets.
bool is_file_name(const std::string& text) {
  return text.find_first_of("./") != std::string::npos;
}

/// What is shown first.
struct Initial {
  OrderedCommand command = OrderedCommand::kRender;
  Settings fields;
};

Initial initial_of(const ExploreOptions& options, const std::stop_token& stop) {
  constexpr std::chrono::milliseconds kIdle = std::chrono::minutes(1);
  Settings given = options.picture.settings();
  const std::string first = given.text("sequence");
  if (!is_file_name(first)) {
    if (!given.has("sequence") && !given.has("seq")) given.set("sequence", "AB");
    read_still_job(given);
    return {OrderedCommand::kRender, given};
  }
  given.remove("sequence");
  const Recipe recipe = read_recipe_file(first, options.ffmpeg, {.stop = stop, .idle = kIdle});
  Initial initial{recipe.is_film ? OrderedCommand::kAnimate : OrderedCommand::kRender, with_changes(recipe, given)};
  for (const char* field : {"depth", "axes", "colorbar", "encoder-args"}) initial.fields.remove(field);
  if (recipe.is_film) {
    Settings film = initial.fields;
    film.set("output", "film.mp4");
    read_film_job(film);
  } else {
    read_still_job(initial.fields);
  }
  return initial;
}

/// Throws InvalidInput if there is no such folder.
std::filesystem::path checked_folder(const std::string& folder) {
  std::error_code unknown;
  if (!std::filesystem::is_directory(folder, unknown)) {
    throw InvalidInput("folder", fmt::format("{} is no folder: make it first, or name another", in_quotes(folder)));
  }
  return std::filesystem::absolute(folder).lexically_normal();
}

std::vector<std::string> named_palettes(const Settings& fields) {
  std::vector<std::string> names;
  for (const char* field : {"palette", "palette-stable", "palette-chaos"}) {
    if (fields.has(field)) names.push_back(fields.text(field));
  }
  return names;
}

void wait_for_stop(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any requested;
  std::unique_lock lock(mutex);
  requested.wait(lock, stop, [] { return false; });
}

void report_address(const HttpServer& server, const ServerAddress& address) {
  print_answer(server.url() + "\n");
  if (address.is_remote) {
    print_report(
        fmt::format("lyap: other machines that reach this one at port {} can ask; who has the address with its "
                    "token can compute here and write into the folder, and nothing is encrypted\n",
                    server.port()));
  }
}

/// Brings the job that runs to a good end, and says what is left of it.
void end_jobs(JobQueue& jobs) {
  const auto runs = [](const QueuedJob& job) { return job.state == JobState::kRunning; };
  std::vector<std::string> running;
  for (const QueuedJob& job : jobs.list()) {
    if (runs(job)) running.push_back(job.output);
  }
  jobs.stop();
  if (running.empty()) return;
  announce_stop();
  jobs.wait_until([&](const std::vector<QueuedJob>& list) { return std::ranges::none_of(list, runs); },
                  std::chrono::hours(24));
  for (const QueuedJob& job : jobs.list()) {
    if (std::ranges::find(running, job.output) == running.end() || job.message.empty()) continue;
    print_report(fmt::format("lyap: {}: {}\n", job.output, job.message));
  }
}

}  // namespace

void run_explore(const ExploreOptions& options, StopSignals& signals) {
  check_address(options.address);
  const Initial initial = initial_of(options, signals.token());
  const BackendSettings settings = read_backend_settings(options.backend.settings());
  const std::filesystem::path folder = checked_folder(options.folder);
  const std::vector<std::string> palettes = named_palettes(initial.fields);
  signals.defer();

  ChosenBackend chosen = make_chosen_backend(settings.backend, settings.options);
  print_report(note_text(chosen.note));
  JobQueue jobs({folder, settings, options.ffmpeg, palettes});
  Explorer explorer({.initial_command = initial.command,
                     .initial = initial.fields,
                     .defaults = page_defaults(),
                     .backend_name = chosen.name,
                     .threads = settings.options.threads,
                     .palettes = palettes,
                     .folder = folder.string(),
                     .ffmpeg = options.ffmpeg},
                    std::move(chosen.backend));
  HttpServer server(options.address, explorer, jobs);
  report_address(server, options.address);
  std::optional<OpenedBrowser> browser;
  if (!options.no_browser) browser.emplace(server.url());
  if (browser && !browser->is_open()) print_report("lyap: there is no browser to open; open the address in one\n");

  const std::stop_callback abandoning(signals.abandon_token(), [&jobs] { jobs.abandon(); });
  wait_for_stop(signals.token());
  end_jobs(jobs);
}

}  // namespace lyap
