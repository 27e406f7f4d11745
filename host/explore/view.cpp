#include "host/explore/view.h"

#include "host/base/error.h"
#include "host/color/coloring.h"
#include "host/color/tone_statistics.h"
#include "host/explore/missing_pixels.h"
#include "host/jobs/picture_painter.h"
#include "host/output/picture_file.h"

#include <algorithm>
#include <utility>

namespace lyap {
namespace {

/// What an open tone is found among, whatever levels are shown, so that the colours of a picture are always the same.
constexpr int kToneStep = 4;
/// The histogram's, which nobody counts.
constexpr int kHistogramStep = 4;

/// Rows of a level that are shown at a time: so many that who reads them works while the next ones are painted.
int rows_to_show(const ExponentField& field, int step) {
  constexpr int kPixels = 1 << 18;
  return std::max(1, kPixels / ExponentField::along(field.spec().size.width, step));
}

/// Rows of a level that are computed and shown at a time: some ten milliseconds of work for two cores, so that what is
/// seen grows evenly and others get their turn.
int rows_to_compute(const ExponentField& field, int step) {
  constexpr double kSteps = 1e8;
  const RenderSpec& spec = field.spec();
  const double columns = ExponentField::along(spec.size.width, step);
  const double steps_per_row = columns * static_cast<double>(spec.transient + spec.iterations);
  return std::clamp(static_cast<int>(kSteps / steps_per_row), 1, rows_to_show(field, step));
}

/// A view that is being rendered.
class ViewRenderer {
 public:
  ViewRenderer(SharedBackend& backend, int threads, ExponentField& field, const ViewCallbacks& callbacks,
               const std::stop_token& stop)
      : backend_(backend), threads_(threads), field_(field), callbacks_(callbacks), stop_(stop) {}

  ViewEnd render(const View& view) {
    RenderSpec spec = view.spec;
    spec.precision = field_.spec().precision;
    spec.tone = closed_tone(view.spec.tone);
    const PictureLook look = look_of(spec, view.palette, kPaletteDepth);
    const PngImage image = painted_file_of(spec.size, look);
    callbacks_.begin({spec, image});

    PicturePainter painter(look, spec.precision, threads_);
    for (const int step : view.steps) {
      if (step == view.steps.back() || !field_.knows(view.steps.back())) show_level(step, painter);
    }
    if (!spec.sampling.is_single() && view.steps.back() == 1) show_averages(spec, view.palette);
    return {steps_, histogram_of(field_.sample(std::max(kHistogramStep, view.steps.back())))};
  }

 private:
  Tone closed_tone(const Tone& tone) {
    if (!tone.is_open()) return tone;
    compute_level(kToneStep, [](Rows) {});
    return found_tone(tone, field_.sample(kToneStep));
  }

  void show_level(int step, PicturePainter& painter) {
    const int columns = ExponentField::along(field_.spec().size.width, step);
    compute_level(step, [&](Rows rows) {
      const auto pixels = painter.paint(field_.band(step, rows), field_.sequence_period());
      callbacks_.store({step, rows, columns, false, pixels, false});
    });
  }

  /// Computes what a level lacks; `show` gets rows of it that are known, all of them one after the other.
  template <class Show>
  void compute_level(int step, const Show& show) {
    MissingPixels missing(field_, step);
    const int height = ExponentField::along(field_.spec().size.height, step);
    const int rows_at_a_time = missing.empty() ? rows_to_show(field_, step) : rows_to_compute(field_, step);
    const MissingPixels::Compute compute = [this](const auto& frame, Rows rows, const auto& use) {
      backend_.compute(frame, rows, stop_, use);
    };
    for (int first = 0; first < height; first += rows_at_a_time) {
      if (stop_.stop_requested()) throw Interrupted();
      const int rows = std::min(rows_at_a_time, height - first);
      steps_ += missing.compute_in({first * step, rows * step}, compute);
      show(Rows{first, rows});
    }
    field_.note_known(step);
  }

  /// The pixels as averages, which the backend makes with their colours.
  void show_averages(const RenderSpec& spec, const Palette& palette) {
    const auto frame =
        std::make_shared<const Frame>(spec, coloring_of(spec, palette, picture_file_format(spec, palette)));
    const bool is_rgb = frame->format() == PixelFormat::kRgb24;
    const int samples = spec.sampling.per_side * spec.sampling.per_side;
    const int rows_at_a_time = std::max(1, rows_to_compute(field_, 1) / samples);
    for (int first = 0; first < spec.size.height; first += rows_at_a_time) {
      const Rows rows{first, std::min(rows_at_a_time, spec.size.height - first)};
      std::vector<std::byte> pixels;
      backend_.compute(frame, rows, stop_, [&](const Band& band) {
        pixels.assign(band.pixels.begin(), band.pixels.end());
        steps_ += band.steps;
      });
      callbacks_.store({1, rows, spec.size.width, true, pixels, is_rgb});
    }
  }

  SharedBackend& backend_;
  int threads_;
  ExponentField& field_;
  const ViewCallbacks& callbacks_;
  std::stop_token stop_;
  std::int64_t steps_ = 0;
};

}  // namespace

ViewEnd render_view(const View& view, SharedBackend& backend, int threads, std::unique_ptr<ExponentField>& field,
                    const ViewCallbacks& callbacks, const std::stop_token& stop) {
  turn_to(field, view.spec);
  return ViewRenderer(backend, threads, *field, callbacks, stop).render(view);
}

}  // namespace lyap
