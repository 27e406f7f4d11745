#include "tools/generate/generate_option.h"

#include "host/base/nearest_name.h"
#include "host/base/text.h"
#include "tools/generate/man_page.h"
#include "tools/generate/shell_completions.h"
#include "tools/terminal/standard_output.h"

#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

using Writer = std::string (*)(const ProgramWords&);

constexpr std::array<std::pair<const char*, Writer>, 4> kWriters{
    {{"man", man_page}, {"bash", bash_completion}, {"zsh", zsh_completion}, {"fish", fish_completion}}};

std::string generated(const CLI::App& app, const std::string& kind) {
  std::vector<std::string> kinds;
  for (const auto& [name, writer] : kWriters) {
    if (kind == name) return writer(program_words(app));
    kinds.emplace_back(name);
  }
  const auto nearest = nearest_name(kind, kinds);
  throw CLI::ValidationError(
      fmt::format("--generate: {} is not known{}", in_quotes(kind),
                  nearest ? fmt::format(", did you mean {}?", *nearest) : "; there are man, bash, zsh and fish"));
}

}  // namespace

void add_generate_option(CLI::App& app) {
  app.add_option_function<std::string>(
         "--generate",
         [&app](const std::string& kind) {
           print_answer(generated(app, kind));
           throw CLI::Success();
         },
         "Print the manual page or completions for a shell, and exit")
      ->type_name("man|bash|zsh|fish")
      ->trigger_on_parse();
}

}  // namespace lyap
