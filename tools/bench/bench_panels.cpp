#include "tools/bench/bench_panels.h"

#include "tools/bench/bench_picture.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr double kGiga = 1e9;
constexpr double kMega = 1e6;

/// The series of that title, a new one behind the others if there is none.
ChartSeries& series_of(ChartPanel& panel, const std::string& title) {
  const auto found = std::ranges::find(panel.series, title, &ChartSeries::title);
  if (found != panel.series.end()) return *found;
  return panel.series.emplace_back(ChartSeries{.title = title, .points = {}, .look = panel.series.size()});
}

double pixels_of(const BenchPicture& picture) {
  return static_cast<double>(picture.width) * picture.height;
}

/// Steps of a pixel: the first value of an orbit is given.
double steps_of(const BenchPicture& picture) {
  return static_cast<double>(picture.iterations - 1);
}

/// One thread's time per frame, spread over more threads without loss.
ChartSeries perfect_scaling(const ChartSeries& measured) {
  ChartSeries perfect{.title = {}, .points = {}, .style = SeriesStyle::kReference, .look = measured.look};
  const auto [first_threads, first_seconds] = measured.points.front();
  for (const auto& [threads, seconds] : measured.points) {
    perfect.points.emplace_back(threads, first_seconds * first_threads / threads);
  }
  return perfect;
}

ChartPanel threads_panel(const std::vector<ScalingFigure>& figures) {
  ChartPanel panel{"Time of a frame against threads; thin: perfect scaling", "threads", "seconds per frame", {}, 2};
  for (const ScalingFigure& figure : figures) {
    const BenchPicture& picture = figure.picture;
    if (figure.points.empty()) continue;
    ChartSeries& measured = series_of(panel, fmt::format("{}x{} {}", picture.width, picture.height, figure.backend));
    for (const auto& point : figure.points) {
      measured.points.emplace_back(point.threads, figure.seconds_per_frame(point));
    }
    std::ranges::sort(measured.points);
  }
  std::vector<ChartSeries> perfect;
  std::ranges::transform(panel.series, std::back_inserter(perfect), perfect_scaling);
  panel.series.insert(panel.series.begin(), perfect.begin(), perfect.end());
  return panel;
}

ChartPanel sizes_panel(const std::vector<RateFigure>& rates) {
  const auto is_float = [](const RateFigure& rate) { return rate.picture.precision == "f32"; };
  const auto first = std::ranges::find_if(rates, is_float);
  if (first == rates.end()) return {};
  const BenchPicture& shown = first->picture;
  ChartPanel panel{fmt::format("Time of a frame against its size, one thread or GPU ({}, N = {}, f32)", shown.sequence,
                               shown.iterations),
                   "megapixels",
                   "seconds per frame",
                   {}};
  for (const RateFigure& rate : rates) {
    const BenchPicture& picture = rate.picture;
    if (!is_float(rate) || picture.sequence != shown.sequence || picture.iterations != shown.iterations) continue;
    const double pixels = pixels_of(picture);
    series_of(panel, rate.backend)
        .points.emplace_back(pixels / kMega, pixels * steps_of(picture) / rate.steps_per_second());
  }
  for (ChartSeries& series : panel.series) std::ranges::sort(series.points);
  return panel;
}

/// Speed against N for each picture on the backend that comes first; beside it what the steps that are left would
/// allow.
ChartPanel early_end_panel(const std::vector<EarlyEndFigure>& figures) {
  if (figures.empty()) return {};
  const std::string& backend = figures.front().backend;
  Sample textbook;
  ChartPanel panel{{}, "N", "speed of early ends, brute force = 1", {}};
  std::vector<ChartSeries> possible;
  for (const EarlyEndFigure& figure : figures) {
    if (figure.backend != backend) continue;
    textbook.values.push_back(figure.brute_force_rate() / figure.textbook_rate());
    const std::string place = place_of(figure.picture);
    ChartSeries& series = series_of(panel, fmt::format("{}, {}", place, figure.picture.precision));
    series.hollow = figure.picture.precision == "f64";
    const auto n = static_cast<double>(figure.picture.iterations);
    series.points.emplace_back(n, 1 / figure.time_share());
    // Series of one place look alike, and lines of steps are those of f32 where there is any.
    const auto known = std::ranges::find(possible, place, &ChartSeries::title);
    series.look = static_cast<std::size_t>(known - possible.begin());
    if (known == possible.end()) {
      possible.push_back({.title = place, .points = {}, .style = SeriesStyle::kReference, .look = series.look});
    }
    if (figure.picture.precision == figures.front().picture.precision) {
      possible[series.look].points.emplace_back(n, 1 / figure.steps_share());
    }
  }
  panel.series.insert(panel.series.begin(), possible.begin(), possible.end());
  panel.title =
      fmt::format("{}: early ends; thin: steps asked / done; textbook loop: 1/{:.0f}", backend, textbook.median());
  return panel;
}

bool is_gpu(const std::string& backend) {
  return backend == "cuda";
}

/// The greatest bandwidth of processors or of GPUs, in GB/s; 0 if there is none.
double bandwidth_of(const BenchRun& run, bool of_gpu) {
  double greatest = 0;
  for (const BandwidthFigure& figure : run.bandwidth) {
    if (is_gpu(figure.backend) == of_gpu) greatest = std::max(greatest, figure.bytes_per_second.median() / kGiga);
  }
  return greatest;
}

std::string points_title(const RateFigure& rate) {
  return rate.backend + " " + rate.picture.precision;
}

void add_points(ChartPanel& panel, const std::vector<RateFigure>& rates) {
  std::vector<std::string> backends;
  for (const RateFigure& rate : rates) {
    const double operations = rate.operations_per_step * steps_of(rate.picture);
    if (!(operations > 0)) continue;
    const auto known = std::ranges::find(backends, rate.backend);
    const auto look = static_cast<std::size_t>(known - backends.begin());
    if (known == backends.end()) backends.push_back(rate.backend);
    ChartSeries& series = series_of(panel, points_title(rate));
    series.style = SeriesStyle::kPoints;
    series.look = look;
    series.hollow = rate.picture.precision == "f64";
    series.points.emplace_back(operations / rate.bytes_per_pixel,
                               rate.steps_per_second() * rate.operations_per_step / kGiga);
  }
}

/// A ceiling as a roof has it: it begins where memory no longer limits, or on the left if its speed is not known.
struct Ceiling {
  double rate = 0;
  double bandwidth = 0;
  double ridge() const { return bandwidth > 0 ? rate / bandwidth : 0; }
};

/// The median ceiling of each series of points, 0 where there is none.
std::vector<Ceiling> ceilings_of(const BenchRun& run, const std::vector<ChartSeries>& series) {
  std::vector<Ceiling> ceilings;
  for (const ChartSeries& points : series) {
    Sample rates;
    bool of_gpu = false;
    for (const RateFigure& rate : run.rates) {
      if (points_title(rate) != points.title || !rate.has_ceiling()) continue;
      rates.values.push_back(rate.ceiling.median() / kGiga);
      of_gpu = is_gpu(rate.backend);
    }
    ceilings.push_back(rates.values.empty() ? Ceiling{} : Ceiling{rates.median(), bandwidth_of(run, of_gpu)});
  }
  return ceilings;
}

void add_roofs(ChartPanel& panel, const BenchRun& run) {
  const std::vector<ChartSeries> points = panel.series;
  const std::vector<Ceiling> ceilings = ceilings_of(run, points);
  double left = points.front().points.front().first;
  double right = left;
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (const auto& [x, y] : points[i].points) {
      left = std::min(left, x);
      right = std::max(right, x);
    }
    // So that a piece of the diagonal is seen.
    constexpr double kBelowTheRidge = 8;
    if (ceilings[i].bandwidth > 0) left = std::min(left, ceilings[i].ridge() / kBelowTheRidge);
  }
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Ceiling& ceiling = ceilings[i];
    if (ceiling.rate == 0) continue;
    ChartSeries roof{.title = {},
                     .points = {{std::max(left, ceiling.ridge()), ceiling.rate}, {right, ceiling.rate}},
                     .style = SeriesStyle::kRoof,
                     .look = points[i].look,
                     .hollow = points[i].hollow};
    if (ceiling.bandwidth > 0) roof.points.insert(roof.points.begin(), {left, left * ceiling.bandwidth});
    panel.series.push_back(roof);
  }
}

ChartPanel roofline_panel(const BenchRun& run) {
  ChartPanel panel{"Roofline: filled f32, hollow f64; dashed: ceilings and bandwidth",
                   "lane operations per byte stored",
                   "G lane operations per second",
                   {}};
  add_points(panel, run.rates);
  if (!panel.series.empty()) add_roofs(panel, run);
  return panel;
}

}  // namespace

std::vector<ChartPanel> bench_panels(const BenchRun& run) {
  std::vector<ChartPanel> panels{threads_panel(run.scaling), sizes_panel(run.rates), early_end_panel(run.early_end),
                                 roofline_panel(run)};
  std::erase_if(panels, [](const ChartPanel& panel) { return panel.series.empty(); });
  return panels;
}

}  // namespace lyap
