#include "host/jobs/contact_sheet_job.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/base/version.h"
#include "host/color/coloring.h"
#include "host/film/frame_names.h"
#include "host/jobs/closed_tone.h"
#include "host/jobs/film_memory.h"
#include "host/jobs/notebook_defaults.h"
#include "host/jobs/picture_settings.h"
#include "host/jobs/read_field.h"
#include "host/jobs/shown_frame.h"
#include "host/output/picture_file.h"
#include "host/spec/command_line.h"
#include "host/spec/recipe_json.h"
#include "host/system/available_memory.h"
#include "host/system/output_file.h"

#include <cmath>
#include <memory>

#include <fmt/format.h>

namespace lyap {
namespace {

SheetGrid parse_grid(const std::string& text) {
  const std::size_t times = text.find_first_of("xX");
  try {
    if (times == std::string::npos) throw InvalidInput("");
    const auto side = [](const std::string& number) {
      return static_cast<int>(parse_integer(number, 1, SheetGrid::kMaxSide, "a side"));
    };
    return {side(text.substr(0, times)), side(text.substr(times + 1))};
  } catch (const InvalidInput&) {
    throw InvalidInput(
        fmt::format("{}: COLUMNSxROWS such as 5x4 is accepted, each 1 to {}", in_quotes(text), SheetGrid::kMaxSide));
  }
}

std::string read_sheet_output(const Settings& settings) {
  std::string output = settings.text("output");
  const std::string ending = file_ending(output);
  if (is_frame_pattern(output) || (output != "-" && ending != ".png")) {
    throw InvalidInput("output", fmt::format("{}: a contact sheet is one picture, NAME.png", in_quotes(output)));
  }
  return output;
}

/// What a sheet says of itself is the film that it shows.
std::vector<PngText> text_of(const ContactSheetJob& job) {
  Recipe recipe = recipe_of(job.film, job.palette.name, job.palette.checksum);
  if (job.range.frames() != job.film.frames) {
    recipe.fields.set("range", fmt::format("{}:{}", job.range.first, job.range.last));
  }
  std::vector<PngText> text{{"Software", fmt::format("lyap {}", kVersion)},
                            {"Title", picture_title(job.film.picture)},
                            {"Comment", command_line_of(recipe)},
                            {std::string(kRecipeKeyword), recipe_json(recipe)}};
  if (!job.palette.checksum.empty()) text.push_back({std::string(kColorsKeyword), job.palette.checksum});
  return text;
}

/// Puts frames on a sheet as they come.
class SheetSink : public FrameSink {
 public:
  SheetSink(ContactSheet& sheet, const FrameRate& rate) : sheet_(sheet), rate_(rate) {}

  void write(std::int64_t frame, std::span<const std::byte> pixels) override {
    sheet_.add_frame(pixels, frame_caption(frame, rate_));
  }
  void finish() override { sheet_.finish(); }
  std::string keep_part() override { return ""; }

 private:
  ContactSheet& sheet_;
  FrameRate rate_;
};

}  // namespace

std::vector<std::int64_t> ContactSheetJob::frames() const {
  std::vector<std::int64_t> numbers;
  const std::int64_t steps = std::max(grid.frames() - 1, 1);
  for (std::int64_t i = 0; i < grid.frames(); ++i) {
    numbers.push_back(range.first + (i * (range.frames() - 1) + steps / 2) / steps);
  }
  return numbers;
}

ContactSheetJob read_contact_sheet_job(const Settings& given, const std::vector<Movement>& timeline) {
  const Settings settings = timeline.empty() ? with_notebook_defaults(given) : given;
  const SheetGrid grid = read_field(settings, kContactSheetField, "", parse_grid);
  if (settings.flag("preview")) {
    throw InvalidInput("preview", "a contact sheet is small already; leave it or the sheet out");
  }
  const Film film = read_film(settings, timeline);
  ContactSheetJob job{
      film, read_palette(settings),
      settings.has("range") ? read_frame_range(settings, "range", film) : FrameRange{0, film.frames - 1}, grid,
      read_sheet_output(settings)};
  if (grid.frames() > job.range.frames()) {
    throw InvalidInput(kContactSheetField, fmt::format("{}x{} are {} frames, of which the film has {}", grid.columns,
                                                       grid.rows, grid.frames(), job.range.frames()));
  }
  return job;
}

std::string frame_caption(std::int64_t frame, const FrameRate& rate) {
  const double seconds = static_cast<double>(frame) / rate.per_second();
  const std::int64_t hundredths = std::llround(100 * seconds);
  return fmt::format("frame {}, {}:{:02}.{:02}", frame, hundredths / 6000, hundredths / 100 % 60, hundredths % 100);
}

Size run_contact_sheet(const ContactSheetJob& asked, Backend& backend, const Work& work,
                       const std::function<void(std::int64_t frames)>& progress) {
  ContactSheetJob job = asked;
  RenderSpec& picture = job.film.picture;
  picture.tone = closed_tone(job.film, backend, work.stop);
  const ContactSheetLayout layout(picture.size, job.grid);
  const Coloring coloring = coloring_of(picture, job.palette, PixelFormat::kRgb24);
  FilmWork film;
  film.frames = job.frames();
  Film small = job.film;
  small.picture.size = layout.frame;
  film.make_frame = [&](std::int64_t frame) {
    return std::make_shared<const Frame>(shown_frame(small, job.palette, frame, coloring));
  };
  if (progress) film.progress = [&](const FilmProgress& state) { progress(state.frames_stored); };
  const std::size_t slots = slots_for(kSlotsPerDevice, backend.device_count());
  check_film_memory(layout.frame, PixelFormat::kRgb24, coloring.averages_colors(), slots, available_memory());

  OutputFile file(job.output, work.stop);
  ContactSheet sheet(file, layout, text_of(job));
  SheetSink sink(sheet, job.film.rate);
  render_film(backend, slots, sink, film, work.stop);
  sink.finish();
  file.commit();
  return layout.sheet;
}

}  // namespace lyap
