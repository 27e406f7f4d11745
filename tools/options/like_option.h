#pragma once

#include "host/color/palette.h"
#include "host/spec/recipe.h"
#include "host/spec/settings.h"
#include "tools/options/field_options.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace lyap {

/// --like FILE: the recipe in a picture or film stands beneath the options that are given.
class LikeOption {
 public:
  /// Adds the option to the command of `options`. Both must outlive this.
  explicit LikeOption(FieldOptions& options);
  ~LikeOption() = default;
  LikeOption(const LikeOption&) = delete;
  LikeOption& operator=(const LikeOption&) = delete;
  LikeOption(LikeOption&&) = delete;
  LikeOption& operator=(LikeOption&&) = delete;

  /// To be called before --config sets options: of what a picture or film is, a recipe counts before it.
  void note_given() { given_ = options_.settings(); }

  /// The job's fields: those of the options and `further` ones, and of the recipe what they leave open. A recipe of a
  /// film is refused unless `is_film`. Throws what read_recipe_file() throws.
  Settings settings(const Settings& further, bool is_film, const std::stop_token& stop);

  /// Throws InvalidInput where the job's palette is the recipe's, and its colours are others now.
  void check_palette(const Settings& job, const Palette& palette) const;

  /// What of the recipe was not taken, as a note; empty without.
  std::string note() const;

 private:
  FieldOptions& options_;
  std::string path_;
  Settings given_;
  std::optional<Recipe> recipe_;
};

}  // namespace lyap
