#include "tools/options/batch_file.h"

#include "host/film/frame_names.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/output_places.h"
#include "tools/options/backend_options.h"
#include "tools/options/error_message.h"
#include "tools/options/film_options.h"
#include "tools/options/film_table.h"
#include "tools/options/known_words.h"
#include "tools/options/option_file.h"
#include "tools/options/picture_options.h"
#include "tools/options/report_options.h"
#include "tools/options/still_options.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kDefaults = "defaults";
constexpr const char* kStills = "render";
constexpr const char* kFilms = "animate";

/// A table [[render]] or [[animate]] of the file.
struct JobTable {
  const toml::table* table;
  bool is_film;
};

bool has_option(const CLI::App& app, const std::string& name) {
  const std::vector<std::string> names = option_names(app);
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Sets what the defaults have for this kind of job and the job does not say itself.
void apply_defaults(OptionFile& file, const toml::table* defaults, const CLI::App& command, const CLI::App& other) {
  if (defaults == nullptr) return;
  file.apply(*defaults, [&](const std::string& name) { return !has_option(command, name) && has_option(other, name); });
}

void check_outputs(const OptionFile& file, const toml::table& table, const Settings& settings) {
  if (!settings.has("output")) {
    throw InvalidInput(file.at(table, "the job has no output; name it with output = \"FILE\""));
  }
  for (const char* field : {"output", "save-exponents", "save-period"}) {
    if (settings.text(field) == "-")
      throw InvalidInput(file.at(table, "a job of a batch cannot go to standard output"));
  }
}

/// Calls `make()`, and says in which line of the file what it complains about is.
template <class Make>
auto located(const OptionFile& file, const toml::table& table, Make make) {
  try {
    return make();
  } catch (const InvalidInput& error) {
    if (file.origins().place_of(error)) throw InvalidInput(file.origins().located(error));
    throw InvalidInput(file.at(table, message_of(error)));
  }
}

/// The options that a kind of job can have.
struct JobCommand {
  explicit JobCommand(bool is_film) : options(app) {
    if (is_film) {
      add_film_options(options);
    } else {
      add_still_options(options);
    }
  }
  JobCommand(const JobCommand&) = delete;
  JobCommand& operator=(const JobCommand&) = delete;
  JobCommand(JobCommand&&) = delete;
  JobCommand& operator=(JobCommand&&) = delete;
  ~JobCommand() = default;

  CLI::App app;
  FieldOptions options;
};

/// Sets what the film file that a job names as its sequence says, and the job itself does not. Throws InvalidInput
/// where both have a timeline.
void apply_film_file(const OptionFile& job, const JobTable& table, CLI::App& command, std::vector<Movement>& timeline) {
  const std::optional<std::string> path = take_film_file(command);
  if (!path) return;
  const toml::table film = read_toml(*path, "sequence");
  OptionFile file(*path, command, rival_film_options());
  // How it would be run is the batch's to say.
  CLI::App running;
  FieldOptions backend(running);
  ReportOptions reports;
  add_backend_options(backend);
  add_report_options(running, reports);
  std::vector<Movement> movements;
  apply_film_table(file, film, movements,
                   [&](const std::string& name) { return running.get_option_no_throw("--" + name) != nullptr; });
  if (!movements.empty() && !timeline.empty()) {
    throw InvalidInput(job.at(*table.table, fmt::format("{} has a timeline, too; leave one out", *path)));
  }
  if (!movements.empty()) timeline = std::move(movements);
}

BatchJob read_job(const std::string& path, const JobTable& job, const toml::table* defaults, bool resume) {
  JobCommand command(job.is_film);
  const JobCommand other(!job.is_film);
  OptionFile file(path, command.app, job.is_film ? rival_film_options() : rival_picture_options());
  std::vector<Movement> timeline;
  if (job.is_film) {
    apply_film_table(file, *job.table, timeline);
    apply_film_file(file, job, command.app, timeline);
  } else {
    file.apply(*job.table);
  }
  apply_defaults(file, defaults, command.app, other.app);
  Settings settings = command.options.settings();
  check_outputs(file, *job.table, settings);
  // Of films only picture sequences are resumed frame by frame.
  if (job.is_film && resume && is_frame_pattern(settings.text("output"))) settings.set("resume", "true");
  return located(file, *job.table, [&] {
    return job.is_film ? BatchJob{read_film_job(settings, timeline)} : BatchJob{read_still_job(settings)};
  });
}

void add_tables(const OptionFile& file, const toml::table& root, const char* name, std::vector<JobTable>& jobs) {
  const toml::node* node = root.get(name);
  if (node == nullptr) return;
  const toml::array* tables = node->as_array();
  if (tables == nullptr || !tables->is_homogeneous<toml::table>()) {
    throw InvalidInput(file.at(*node, fmt::format("jobs are written as [[{}]]", name)));
  }
  for (const toml::node& table : *tables) jobs.push_back({table.as_table(), name == std::string(kFilms)});
}

/// All jobs in the order of the file.
std::vector<JobTable> job_tables(const OptionFile& file, const toml::table& root) {
  std::vector<JobTable> jobs;
  add_tables(file, root, kStills, jobs);
  add_tables(file, root, kFilms, jobs);
  std::sort(jobs.begin(), jobs.end(), [](const JobTable& left, const JobTable& right) {
    return left.table->source().begin.line < right.table->source().begin.line;
  });
  return jobs;
}

const toml::table* defaults_of(const OptionFile& file, const toml::table& root) {
  const toml::node* node = root.get(kDefaults);
  if (node == nullptr) return nullptr;
  if (!node->is_table()) throw InvalidInput(file.at(*node, "defaults are written as [defaults]"));
  return node->as_table();
}

/// Sets the options of the batch itself, and refuses now what would be refused when the jobs are to run.
void apply_batch_options(OptionFile& file, const toml::table& root, const BatchOptions& options) {
  const std::vector<std::string> sections{kDefaults, kStills, kFilms};
  for (const auto& [key, value] : root) {
    const std::string name(key.str());
    const bool is_section = value.is_table() || value.is_array_of_tables();
    if (!is_section || std::find(sections.begin(), sections.end(), name) != sections.end()) continue;
    throw InvalidInput(file.at(value, unknown_word("section", name, sections)));
  }
  try {
    file.apply(root, [&](const std::string& name) {
      return std::find(sections.begin(), sections.end(), name) != sections.end();
    });
    read_backend_settings(options.backend.settings());
    options.reports.style();
  } catch (const InvalidInput& error) {
    throw InvalidInput(file.origins().located(error));
  }
}

}  // namespace

std::vector<BatchJob> read_batch_file(BatchOptions& options) {
  if (options.file.empty()) throw InvalidInput("name the file of the jobs: lyap batch jobs.toml");
  const toml::table root = read_toml(options.file, "jobs");
  OptionFile file(options.file, options.backend.command(), {});
  apply_batch_options(file, root, options);
  const toml::table* defaults = defaults_of(file, root);

  std::vector<BatchJob> jobs;
  std::vector<std::string> places;
  OutputPlaces outputs;
  for (const JobTable& table : job_tables(file, root)) {
    jobs.push_back(read_job(options.file, table, defaults, options.resume));
    places.push_back(file.place_of(*table.table));
    if (const auto conflict = outputs.add(jobs.back())) {
      throw InvalidInput(file.at(
          *table.table, fmt::format("{} is written by the job at {} too", conflict->path, places[conflict->job])));
    }
  }
  if (jobs.empty()) {
    throw InvalidInput(fmt::format("{}: there are no jobs: no [[render]] and no [[animate]]", options.file));
  }
  return jobs;
}

}  // namespace lyap
