#include "tools/commands/palettes_command.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/base/version.h"
#include "host/color/palette.h"
#include "host/output/png_writer.h"
#include "host/sheets/palette_sheet.h"
#include "host/system/output_file.h"
#include "tools/terminal/standard_output.h"

#include <span>

#include <fmt/format.h>

namespace lyap {
namespace {

void list_palettes() {
  std::string list;
  for (const std::string& name : palette_names()) {
    list += fmt::format("{:<18} {:>3} colours\n", name, find_palette(name).entries.size());
  }
  print_answer(list);
}

void draw_palettes(const std::string& output, StopSignals& signals) {
  refuse_terminal(output);
  if (const std::string ending = file_ending(output); !ending.empty() && ending != ".png") {
    throw InvalidInput("output", fmt::format("{} ends in {}: the sheet is written as .png", in_quotes(output), ending));
  }
  const RgbImage sheet = draw_palette_sheet();
  PngImage image;
  image.width = static_cast<std::uint32_t>(sheet.width);
  image.height = static_cast<std::uint32_t>(sheet.height);
  image.text = {{"Software", fmt::format("lyap {}", kVersion)}};
  signals.defer();
  OutputFile file(output, signals.token());
  PngWriter png(file, image);
  static_assert(sizeof(Rgb8) == 3);
  png.write_rows(std::as_bytes(std::span(sheet.pixels)));
  png.finish();
  if (signals.token().stop_requested()) throw Interrupted();
  file.commit();
}

}  // namespace

void run_palettes(const std::optional<std::string>& output, StopSignals& signals) {
  if (output) {
    draw_palettes(*output, signals);
  } else {
    list_palettes();
  }
}

}  // namespace lyap
