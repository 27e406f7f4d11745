#include "tools/options/batch_file.h"

#include "host/film/frame_names.h"
#include "host/spec/command_line.h"
#include "tools/options/known_words.h"

#include <algorithm>
#include <filesystem>
#include <map>

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

/// The options that the two kinds of jobs can have.
struct StillCommand {
  CLI::App app;
  RenderOptions options;
};

struct FilmCommand {
  CLI::App app;
  AnimateOptions options;
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

void refuse_standard_output(const OptionFile& file, const toml::table& table, const std::string& output) {
  if (output == "-") throw InvalidInput(file.place_of(table), "a job of a batch cannot go to standard output");
}

void require_output(const OptionFile& file, const toml::table& table, const std::optional<std::string>& output) {
  if (!output) throw InvalidInput(file.place_of(table), "the job has no output; name it with output = \"FILE\"");
  refuse_standard_output(file, table, *output);
}

/// Calls `make()`, and says in which line of the file what it complains about is.
template <class Make>
auto located(const OptionFile& file, const toml::table& table, Make make) {
  try {
    return make();
  } catch (const InvalidInput& error) {
    const InvalidInput located = file.origins().located(error);
    if (located.option() != error.option()) throw InvalidInput(located);
    throw InvalidInput(file.place_of(table), error.what());
  }
}

StillJob read_still(const std::string& path, const toml::table& table, const toml::table* defaults) {
  StillCommand command;
  add_still_options(command.app, command.options);
  FilmCommand other;
  add_film_options(other.app, other.options);
  OptionFile file(path, command.app, rival_picture_options());
  file.apply(table);
  apply_defaults(file, defaults, command.app, other.app);
  require_output(file, table, command.options.output);
  refuse_standard_output(file, table, command.options.save_exponents);
  refuse_standard_output(file, table, command.options.save_period);
  return located(file, table, [&] { return still_job_of(command.options); });
}

FilmJob read_film(const std::string& path, const toml::table& table, const toml::table* defaults,
                  const BatchOptions& options) {
  FilmCommand command;
  add_film_options(command.app, command.options);
  StillCommand other;
  add_still_options(other.app, other.options);
  OptionFile file(path, command.app, rival_animate_options());
  apply_film_table(file, table, command.options);
  apply_defaults(file, defaults, command.app, other.app);
  require_output(file, table, command.options.output);
  command.options.computing = options.computing;
  // Of films only picture sequences are resumed frame by frame.
  if (options.resume && is_frame_pattern(*command.options.output)) command.options.resume = true;
  return located(file, table, [&] { return film_job_of(command.options); });
}

std::string film_command_line(const FilmJob& job) {
  std::string line = command_line_of(job) + " -o " + shell_word(job.output.path);
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) line += fmt::format(" {} {}", option, shell_word(value));
  };
  add("--format", job.options.format);
  add("--in-flight", job.options.in_flight);
  if (job.options.ffmpeg != AnimateOptions().ffmpeg) add("--ffmpeg", job.options.ffmpeg);
  if (job.options.resume) line += " --resume";
  // The command line has no words for tracks.
  return job.options.timeline.empty() ? line : "# with a timeline, which only a file can hold: " + line;
}

void add_tables(const OptionFile& file, const toml::table& root, const char* name, std::vector<JobTable>& jobs) {
  const toml::node* node = root.get(name);
  if (node == nullptr) return;
  const toml::array* tables = node->as_array();
  if (tables == nullptr || !tables->is_homogeneous<toml::table>()) {
    throw InvalidInput(file.place_of(*node), fmt::format("jobs are written as [[{}]]", name));
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
  if (!node->is_table()) throw InvalidInput(file.place_of(*node), "defaults are written as [defaults]");
  return node->as_table();
}

/// Sets the options of the batch itself, and refuses now what would be refused when the jobs are to run.
void apply_batch_options(OptionFile& file, const toml::table& root, const BatchOptions& options) {
  const std::vector<std::string> sections{kDefaults, kStills, kFilms};
  for (const auto& [key, value] : root) {
    const std::string name(key.str());
    const bool is_section = value.is_table() || value.is_array_of_tables();
    if (!is_section || std::find(sections.begin(), sections.end(), name) != sections.end()) continue;
    throw InvalidInput(file.place_of(value), unknown_word("section", name, sections));
  }
  try {
    file.apply(root, [&](const std::string& name) {
      return std::find(sections.begin(), sections.end(), name) != sections.end();
    });
    backend_options_of(options.computing, 1, {});
    progress_style_of(options.computing);
  } catch (const InvalidInput& error) {
    throw InvalidInput(file.origins().located(error));
  }
}

}  // namespace

const std::string& BatchJob::output() const {
  if (const auto* film = std::get_if<FilmJob>(&work)) return film->output.path;
  return std::get<StillJob>(work).output;
}

std::vector<std::string> BatchJob::outputs() const {
  std::vector<std::string> outputs{output()};
  if (const auto* still = std::get_if<StillJob>(&work)) {
    for (const std::string& array : {still->exponents, still->periods}) {
      if (!array.empty()) outputs.push_back(array);
    }
  }
  return outputs;
}

std::int64_t BatchJob::frames() const {
  const auto* film = std::get_if<FilmJob>(&work);
  return film != nullptr ? film->frames() : 1;
}

double BatchJob::iterations() const {
  const auto* film = std::get_if<FilmJob>(&work);
  const RenderSpec& spec = film != nullptr ? film->film.picture : std::get<StillJob>(work).spec;
  return static_cast<double>(frames()) * static_cast<double>(spec.transient + spec.iterations - 1) * spec.size.width *
         spec.size.height;
}

std::string BatchJob::command_line() const {
  if (const auto* film = std::get_if<FilmJob>(&work)) return film_command_line(*film);
  const auto& still = std::get<StillJob>(work);
  std::string line = command_line_of(still.spec, still.palette.name) + " -o " + shell_word(still.output);
  if (!still.exponents.empty()) line += " --save-exponents " + shell_word(still.exponents);
  if (!still.periods.empty()) line += " --save-period " + shell_word(still.periods);
  return line;
}

std::vector<BatchJob> read_batch_file(CLI::App& command, BatchOptions& options, const RivalOptions& rivals) {
  if (options.file.empty()) throw InvalidInput("name the file of the jobs: lyap batch jobs.toml");
  const toml::table root = read_toml(options.file, "JOBS");
  OptionFile file(options.file, command, rivals);
  apply_batch_options(file, root, options);
  const toml::table* defaults = defaults_of(file, root);

  std::vector<BatchJob> jobs;
  std::map<std::filesystem::path, std::string> outputs;
  for (const auto& [table, is_film] : job_tables(file, root)) {
    jobs.push_back({is_film ? std::variant<StillJob, FilmJob>(read_film(options.file, *table, defaults, options))
                            : read_still(options.file, *table, defaults)});
    for (const std::string& output : jobs.back().outputs()) {
      const auto path = std::filesystem::weakly_canonical(std::filesystem::absolute(output));
      const auto [other, is_new] = outputs.emplace(path, file.place_of(*table));
      if (!is_new) {
        throw InvalidInput(file.place_of(*table),
                           fmt::format("{} is the output of the job at {} too", output, other->second));
      }
    }
  }
  if (jobs.empty()) throw InvalidInput(options.file, "there are no jobs: no [[render]] and no [[animate]]");
  return jobs;
}

}  // namespace lyap
