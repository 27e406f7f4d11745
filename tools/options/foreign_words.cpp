#include "tools/options/foreign_words.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/spec/option_values.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

/// A word of others and the option that means the same, with its value where that is always one.
struct ForeignWord {
  std::string_view word;
  std::string_view option;
  std::string_view value = "";
};

constexpr std::array kForeignWords{
    ForeignWord{"--colormap", "--palette"},
    ForeignWord{"--colors", "--palette"},
    ForeignWord{"--colours", "--palette"},
    ForeignWord{"--gradient", "--palette"},
    ForeignWord{"--resolution", "--size"},
    ForeignWord{"--res", "--size"},
    ForeignWord{"--dimensions", "--size"},
    ForeignWord{"--geometry", "--size"},
    ForeignWord{"--out", "--output"},
    ForeignWord{"--outfile", "--output"},
    ForeignWord{"--file", "--output"},
    ForeignWord{"--filename", "--output"},
    ForeignWord{"--iter", "--iterations"},
    ForeignWord{"--iters", "--iterations"},
    ForeignWord{"--maxiter", "--iterations"},
    ForeignWord{"--max-iter", "--iterations"},
    ForeignWord{"--max-iterations", "--iterations"},
    ForeignWord{"--warmup", "--transient"},
    ForeignWord{"--burn-in", "--transient"},
    ForeignWord{"--seed", "--x0"},
    ForeignWord{"--start", "--x0"},
    ForeignWord{"--antialias", "--samples"},
    ForeignWord{"--antialiasing", "--samples"},
    ForeignWord{"--supersample", "--samples"},
    ForeignWord{"--framerate", "--fps"},
    ForeignWord{"--rate", "--fps"},
    ForeignWord{"--length", "--duration"},
    ForeignWord{"--seconds", "--duration"},
    ForeignWord{"--vcodec", "--codec"},
    ForeignWord{"--jobs", "--threads"},
    ForeignWord{"--gpu", "--backend", "cuda"},
    ForeignWord{"--cuda", "--backend", "cuda"},
    ForeignWord{"--cpu", "--backend", "cpu"},
    ForeignWord{"--verbose", "--timings"},
};

/// "--c" with "3": what a letter gets that has no option of its own.
std::optional<std::string> option_of_letter(const std::string& name, const std::string& value,
                                            const CLI::App& command) {
  const auto letter = name.size() == 3 && name.starts_with("--") ? as_letter(name.back()) : std::nullopt;
  if (!letter || command.get_option_no_throw("--set") == nullptr) return std::nullopt;
  if (value.find(':') != value.npos) {
    const bool moves = command.get_option_no_throw("--sweep") != nullptr;
    return fmt::format("{} {}={}", moves ? "--sweep" : "--horizontal", *letter, utf8_start(value, 40));
  }
  try {
    return fmt::format("--set {}={}", *letter, parse_number(value));
  } catch (const InvalidInput&) {
    return fmt::format("--set {}=RATE", *letter);
  }
}

}  // namespace

std::optional<std::string> own_option_for(const std::string& name, const std::string& value, const CLI::App& command) {
  if (auto option = option_of_letter(name, value, command)) return option;
  for (const ForeignWord& foreign : kForeignWords) {
    if (lower_case(name) != foreign.word) continue;
    if (command.get_option_no_throw(std::string(foreign.option)) == nullptr) return std::nullopt;
    return fmt::format("{}{}{}", foreign.option, foreign.value.empty() ? "" : " ", foreign.value);
  }
  return std::nullopt;
}

}  // namespace lyap
