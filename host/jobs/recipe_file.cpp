#include "host/jobs/recipe_file.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/film/film_metadata.h"
#include "host/jobs/film_settings.h"
#include "host/jobs/picture_settings.h"
#include "host/output/exr_header.h"
#include "host/output/npy_text.h"
#include "host/output/npz_file.h"
#include "host/output/picture_file.h"
#include "host/output/png_file_check.h"
#include "host/output/zip_entry.h"
#include "host/spec/command_line.h"
#include "host/spec/recipe_json.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::string_view kNotOfLyap = "it does not say how lyap made it";

/// What a file says of how it was made, in the two ways that there are.
struct RecipeTexts {
  std::string json;
  std::string command_line;
  /// Of older files, beside the command line.
  std::string version;
  std::string colors;
};

RecipeTexts texts_of_picture(const PngImage& image) {
  constexpr std::string_view kMaker = "lyap ";
  const std::string_view software = text_under(image, "Software");
  if (!software.starts_with(kMaker)) throw InvalidInput(std::string(kNotOfLyap));
  const auto text = [&](std::string_view keyword) { return std::string(text_under(image, keyword)); };
  return {text(kRecipeKeyword), text("Comment"), std::string(software.substr(kMaker.size())), text(kColorsKeyword)};
}

RecipeTexts texts_of_exr(const std::string& path) {
  const ExrHeader file(path);
  if (!file.has_all_blocks()) throw InvalidInput("the EXR file is cut or damaged");
  return {file.text("lyapRecipe"), file.text("lyapCommand"), "", file.text("lyapColors")};
}

RecipeTexts texts_of_npz(const std::string& path) {
  ZipEntry recipe(path, kNpzRecipe);
  return {read_npy_text(recipe, path), "", "", ""};
}

RecipeTexts texts_of_film(const std::string& path, const std::string& ffmpeg, const WaitLimit& limit) {
  const std::string_view demuxer = demuxer_of(path);
  if (demuxer.empty()) throw InvalidInput("it is no PNG, EXR or NPZ file and no film that lyap could have made");
  if (demuxer == "gif") throw InvalidInput("a GIF cannot say how it was made");
  const FilmText text = film_text(ffmpeg, path, limit);
  // Other programs write descriptions too.
  return {text.description.starts_with("{\"lyap\":") ? text.description : "", text.comment, "", ""};
}

RecipeTexts texts_of(const std::string& path, const std::string& ffmpeg, const WaitLimit& limit) {
  std::error_code error;
  const std::filesystem::file_type type = std::filesystem::status(path, error).type();
  if (type == std::filesystem::file_type::not_found) throw InvalidInput("there is no such file");
  if (type != std::filesystem::file_type::regular && type != std::filesystem::file_type::none) {
    throw InvalidInput("it is no regular file");
  }
  const PngFileCheck check = check_png_file(path);
  if (check.state == PngFileState::kUnfinished) throw InvalidInput("the PNG file is cut or damaged");
  if (check.state == PngFileState::kWhole) return texts_of_picture(check.image);
  if (is_zip_file(path)) return texts_of_npz(path);
  return is_exr_file(path) ? texts_of_exr(path) : texts_of_film(path, ffmpeg, limit);
}

Recipe recipe_in(const RecipeTexts& texts) {
  if (!texts.json.empty()) return parse_recipe(texts.json);
  if (texts.command_line.starts_with("lyap recolor ")) {
    throw InvalidInput("it was painted by lyap recolor, from a file that may say how its exponents were made");
  }
  if (!texts.command_line.starts_with("lyap ")) throw InvalidInput(std::string(kNotOfLyap));
  Recipe recipe = parse_command_line(texts.command_line);
  if (recipe.version.empty()) recipe.version = texts.version;
  if (recipe.colors.empty()) recipe.colors = texts.colors;
  return recipe;
}

/// What it describes must be a picture or a film, whoever wrote it.
void check_fields(const Recipe& recipe) {
  if (!recipe.is_film) {
    read_picture(recipe.fields).validate();
    return;
  }
  const Film film = read_film(recipe.fields);
  if (recipe.fields.has("range")) read_frame_range(recipe.fields, "range", film);
}

}  // namespace

Recipe read_recipe_file(const std::string& path, const std::string& ffmpeg, const WaitLimit& limit) {
  try {
    Recipe recipe = recipe_in(texts_of(path, ffmpeg, limit));
    check_fields(recipe);
    return recipe;
  } catch (const InvalidInput& error) {
    // Of a field here, no option of the caller's is at fault.
    throw InvalidInput(fmt::format("{}: {}", in_quotes(path), error.what()));
  }
}

void check_recipe_colors(const Recipe& recipe, const Palette& palette, const std::string& path) {
  if (palette.checksum == recipe.colors) return;
  throw InvalidInput("palette", fmt::format("{} has other colours than those that {} was made with; name another one",
                                            in_quotes(palette.name), in_quotes(path)));
}

}  // namespace lyap
