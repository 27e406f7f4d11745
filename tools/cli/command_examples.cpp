#include "tools/cli/command_examples.h"

#include "tools/terminal/help_format.h"

#include <array>
#include <string_view>

namespace lyap {
namespace {

struct CommandExamples {
  std::string_view command;
  std::string_view lines;
};

constexpr std::array kExamples{
    CommandExamples{"render",
                    "lyap render AB -o picture.png\n"
                    "lyap render B6A6 --a 2.5:3.4 --b 3.4:4 --palette managua --size 900x600"},
    CommandExamples{"recolor",
                    "lyap recolor picture.exr --palette viridis -o other.png\n"
                    "lyap recolor slice_###.exr --tone quantile -o even_###.png"},
    CommandExamples{"animate",
                    "lyap animate ABC --sweep C=2.5:3.8 --size 1080p --duration 20 -o film.mp4\n"
                    "lyap animate ACDBCD --circle C,D --center 2.95,2.95 --radius 0.25 -o loop.mp4"},
    CommandExamples{"batch", "lyap batch jobs.toml\nlyap batch jobs.toml --dry-run"},
    CommandExamples{"compare", "lyap compare AB\nlyap compare AB --left cpu-avx2 --right cpu-scalar --size 1080p"},
    CommandExamples{"explore", "lyap explore AABAB\nlyap explore picture.png"},
    CommandExamples{"bench", "lyap bench --only rates\nlyap bench --json run.json"},
    CommandExamples{"backends", "lyap backends\nlyap render AB --backend cpu"},
    CommandExamples{"kernels", "lyap kernels AB AABAB\nlyap kernels AB --architecture 90 --precision f32"},
    CommandExamples{"show", "lyap show picture.png\nlyap show --film loop.mp4 > film.toml"},
    CommandExamples{"import", "lyap import lyapunov.par\nlyap import lyapunov.par -o jobs.toml"},
    CommandExamples{"palettes", "lyap palettes\nlyap palettes -o sheet.png"},
};

}  // namespace

void add_examples(CLI::App& app) {
  set_examples(app, "lyap render AB -o picture.png\nlyap help render");
  for (const auto& [command, lines] : kExamples) set_examples(*app.get_subcommand(std::string(command)), lines);
}

std::vector<std::string> with_help_option(std::vector<std::string> words) {
  bool is_help = false;
  while (words.size() > 1 && words[1] == "help") {
    words.erase(words.begin() + 1);
    is_help = true;
  }
  if (is_help) words.emplace_back("--help");
  return words;
}

}  // namespace lyap
