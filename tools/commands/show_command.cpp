#include "tools/commands/show_command.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/jobs/recipe_file.h"
#include "host/spec/command_line.h"
#include "host/spec/recipe_json.h"
#include "tools/options/film_file_text.h"
#include "tools/terminal/standard_output.h"

#include <chrono>

#include <fmt/format.h>

namespace lyap {
namespace {

/// For how long ffmpeg may do nothing when it reads the metadata of a film.
constexpr std::chrono::milliseconds kIdle = std::chrono::minutes(1);

std::string command_of(const Recipe& recipe, const std::string& file) {
  std::string line = command_line_of(recipe);
  // A terminal would execute them, and a shell end the command at a line feed that it is shown to have.
  if (printable(line) != line) {
    throw InvalidInput(fmt::format("{}: a name in it has control characters, which cannot be shown; --json tells them",
                                   in_quotes(file)));
  }
  return line + "\n";
}

std::string film_file_of(const Recipe& recipe, const std::string& file) {
  if (recipe.is_film) return film_file_text(recipe);
  throw InvalidInput("film", fmt::format("{} is a picture and no film", in_quotes(file)));
}

}  // namespace

ShowOptions::ShowOptions(CLI::App& command) {
  command.add_option("FILE", file, "PNG, EXR or NPZ file, or film with an ending .mp4, .mov, .mkv or .webm")
      ->required()
      ->type_name("");
  auto* as_json = command.add_flag("--json", json, "All of it as JSON");
  command.add_flag("--film", film, "A film file for lyap animate")->excludes(as_json);
  command.add_option("--ffmpeg", ffmpeg, "The ffmpeg that reads films")->type_name("PROGRAM")->capture_default_str();
}

void run_show(const ShowOptions& options, const StopSignals& signals) {
  const Recipe recipe = read_recipe_file(options.file, options.ffmpeg, {.stop = signals.token(), .idle = kIdle});
  if (options.json) {
    print_answer(recipe_json(recipe) + "\n");
  } else {
    print_answer(options.film ? film_file_of(recipe, options.file) : command_of(recipe, options.file));
  }
}

}  // namespace lyap
