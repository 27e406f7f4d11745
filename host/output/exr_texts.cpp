#include "host/output/exr_texts.h"

#include "host/output/picture_file.h"

#include <array>
#include <string>
#include <string_view>

namespace lyap {
namespace {

struct TextName {
  std::string_view png;
  const char* exr;
};

constexpr std::array<TextName, 5> kTextNames{{{"Software", "software"},
                                              {"Comment", "lyapCommand"},
                                              {"Source", "lyapSource"},
                                              {kColorsKeyword, "lyapColors"},
                                              {kRecipeKeyword, "lyapRecipe"}}};

}  // namespace

std::vector<ExrText> exr_texts_of(const std::vector<PngText>& text) {
  std::vector<ExrText> texts;
  for (const auto& [keyword, value] : text) {
    for (const TextName& name : kTextNames) {
      if (name.png == keyword) texts.push_back({name.exr, value});
    }
  }
  return texts;
}

std::vector<PngText> png_texts_of(const ExrHeader& file) {
  std::vector<PngText> texts;
  for (const TextName& name : kTextNames) {
    if (const std::string value = file.text(name.exr); !value.empty()) texts.push_back({std::string(name.png), value});
  }
  return texts;
}

}  // namespace lyap
