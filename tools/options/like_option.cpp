#include "tools/options/like_option.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/film/film_file.h"
#include "host/jobs/film_job.h"
#include "host/jobs/recipe_changes.h"
#include "host/jobs/recipe_file.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The fields that a recipe may have, in any spelling: --config does not change what it says of them.
bool is_told_by_recipe(const std::string& field) {
  static const std::vector<std::string> film = film_fields();
  const auto is_in = [&](const std::vector<std::string>& fields) {
    return std::ranges::find(fields, field) != fields.end();
  };
  return is_in(recipe_fields()) || is_in(film);
}

void add_field(const Settings& from, const std::string& field, Settings& to) {
  for (const std::string& text : from.all(field)) to.add(field, text);
}

void add_fields(const Settings& from, Settings& to) {
  for (const std::string& field : from.fields()) add_field(from, field, to);
}

}  // namespace

LikeOption::LikeOption(FieldOptions& options) : options_(options) {
  options.command()
      .add_option("--like", path_, "A picture or film of lyap's that says whatever the options do not")
      ->type_name("FILE")
      ->group("Picture");
}

Settings LikeOption::settings(const Settings& further, bool is_film, const std::stop_token& stop) {
  Settings all = options_.settings();
  add_fields(further, all);
  if (path_.empty()) return all;
  const std::string ffmpeg = all.text("ffmpeg", FilmJob::kFfmpeg);
  recipe_ = read_recipe_file(path_, ffmpeg, {.stop = stop, .idle = FilmFileTimes().idle});
  if (recipe_->is_film && !is_film) {
    throw InvalidInput("like", fmt::format("{} is a film; lyap animate makes another one", in_quotes(path_)));
  }
  Settings changes = given_;
  add_fields(further, changes);
  for (const std::string& field : all.fields()) {
    if (!is_told_by_recipe(field) && !changes.has(field)) add_field(all, field, changes);
  }
  Settings merged = with_changes(*recipe_, changes);
  // The depth is that of PNG files, whatever this picture or film goes to.
  const std::string ending = file_ending(merged.text("output"));
  const bool is_png = ending == ".png" || (ending.empty() && !is_film);
  if (!is_png && !given_.has("depth")) merged.remove("depth");
  return merged;
}

void LikeOption::check_palette(const Settings& job, const Palette& palette) const {
  if (!recipe_ || job.text("palette") != recipe_->fields.text("palette") || given_.has("palette")) return;
  check_recipe_colors(*recipe_, palette, path_);
}

std::string LikeOption::note() const {
  if (!recipe_ || !recipe_->fields.has("encoder-args") || given_.has("encoder-args")) return "";
  return fmt::format("{} was made with --encoder-args {}, which may name files and is not taken from it",
                     in_quotes(path_), in_quotes(recipe_->fields.text("encoder-args")));
}

}  // namespace lyap
