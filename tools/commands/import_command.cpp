#include "tools/commands/import_command.h"

#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "host/base/text.h"
#include "host/foreign/import_file.h"
#include "host/jobs/still_job.h"
#include "host/spec/command_line.h"
#include "host/system/output_file.h"
#include "tools/options/error_message.h"
#include "tools/options/film_file_text.h"
#include "tools/terminal/standard_output.h"

#include <algorithm>
#include <set>
#include <span>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Pixels along the horizontal side; the other one follows from the window.
constexpr const char* kWidth = "1600";

/// The names that were asked for. Throws InvalidInput for one that the file does not have.
std::vector<ForeignPicture> chosen_pictures(const ForeignPictures& read, const ImportOptions& options) {
  if (options.names.empty()) return read.pictures;
  std::vector<std::string> known;
  for (const ForeignPicture& picture : read.pictures) known.push_back(picture.name);
  std::vector<ForeignPicture> chosen;
  for (const std::string& name : options.names) {
    const auto found = std::ranges::find(read.pictures, name, &ForeignPicture::name);
    if (found == read.pictures.end()) {
      const auto nearest = nearest_name(name, known);
      throw InvalidInput(fmt::format("{} has no Lyapunov fractal {}{}", in_quotes(options.file), in_quotes(name),
                                     nearest ? fmt::format(", did you mean '{}'?", *nearest) : ""));
    }
    chosen.push_back(*found);
  }
  return chosen;
}

/// A recipe of what the picture's fields say and no more; a problem of the picture if they make no still.
Recipe recipe_of(ForeignPicture& picture) {
  Recipe recipe;
  recipe.fields = picture.fields;
  try {
    Settings still = picture.fields;
    still.set("width", kWidth);
    const auto [width, height] = read_still_job(still).spec.size;
    recipe.fields.set("size", fmt::format("{}x{}", width, height));
  } catch (const InvalidInput& error) {
    picture.problem = error.what();
  }
  return recipe;
}

/// A file's name of what the picture is called, which no other picture here has.
std::string output_for(const std::string& name, std::set<std::string>& taken) {
  constexpr std::size_t kLongest = 60;
  std::string stem(utf8_start(name, kLongest));
  std::ranges::replace_if(
      stem, [](char c) { return !as_letter(c) && (c < '0' || c > '9') && c != '-'; }, '_');
  if (stem.empty()) stem = "picture";
  std::string output = stem + ".png";
  for (int n = 2; !taken.insert(output).second; ++n) output = fmt::format("{}-{}.png", stem, n);
  return output;
}

/// The pictures as a text for a shell or for `lyap batch`; `made` counts them.
std::string text_of(std::vector<ForeignPicture> pictures, bool is_batch, std::size_t& made) {
  std::string text;
  std::set<std::string> taken;
  for (ForeignPicture& picture : pictures) {
    Recipe recipe;
    if (picture.problem.empty()) recipe = recipe_of(picture);
    if (!picture.problem.empty()) {
      text += printable(fmt::format("# {} is left out: {}", picture.name, picture.problem)) + "\n";
      continue;
    }
    for (const std::string& note : picture.notes) text += printable(fmt::format("# {} {}", picture.name, note)) + "\n";
    const std::string output = output_for(picture.name, taken);
    text += is_batch ? fmt::format("[[render]]\n{}output = \"{}\"\n\n", film_file_text(recipe), output)
                     : fmt::format("{} -o {}\n", command_line_of(recipe), output);
    ++made;
  }
  return text;
}

void write_batch_file(const std::string& text, const std::string& path, StopSignals& signals) {
  signals.defer();
  OutputFile file(path, signals.token());
  file.write(std::as_bytes(std::span(text)));
  if (signals.token().stop_requested()) throw Interrupted();
  file.commit();
}

}  // namespace

ImportOptions::ImportOptions(CLI::App& command) {
  command.add_option("FILE", file, "FRACTINT's parameters, .par, or a preset of Ljapunow's, .lja")
      ->required()
      ->type_name("");
  command.add_option("NAME", names, "Only the entries of these names")->type_name("");
  command.add_option("-o,--output", output, "Writes a file for lyap batch instead of telling commands")
      ->type_name("JOBS.toml");
}

void run_import(const ImportOptions& options, StopSignals& signals) {
  if (options.output && file_ending(*options.output) != ".toml") {
    throw InvalidInput("output", fmt::format("{}: files for lyap batch end in .toml", in_quotes(*options.output)));
  }
  const ForeignPictures read = import_file(options.file);
  const std::vector<ForeignPicture> pictures = chosen_pictures(read, options);
  std::size_t made = 0;
  const std::string text = text_of(pictures, options.output.has_value(), made);
  // What is wrong with the first stands in the first line, behind "# ".
  if (made == 0) throw Failure(fmt::format("{}: {}", in_quotes(options.file), text.substr(2, text.find('\n') - 2)));
  if (options.output) {
    write_batch_file(text, *options.output, signals);
  } else {
    print_answer(text);
  }
  const std::size_t left_out = pictures.size() - made;
  if (left_out > 0)
    print_report(fmt::format("note: {} of {} pictures cannot be made here\n", left_out, pictures.size()));
  if (read.others > 0) print_report(fmt::format("note: {} entries of other types are left out\n", read.others));
}

}  // namespace lyap
