#include "tools/commands/compare_command.h"

#include "host/backends/cuda/cuda_device_info.h"
#include "host/base/version.h"
#include "host/output/picture_file.h"
#include "tools/commands/comparison_report.h"
#include "tools/options/comparison_files.h"
#include "tools/terminal/standard_output.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr int kSame = 0;
constexpr int kDifferent = 3;

/// Where the differences of a pair are summed up: on the GPU if a side is there, of several the first.
std::unique_ptr<DifferenceSum> sum_for(const CompareJob& job, const SideChoice& left, const SideChoice& right,
                                       const BackendOptions& options) {
  const bool on_device = left.backend == "cuda" || right.backend == "cuda";
  if (!on_device) return sum_on_host(job.palette, options.threads);
  return sum_on_device(job.palette, chosen_cuda_devices(options.devices).at(0));
}

/// "2 × NVIDIA H100" in the letters of the sheet, which are ASCII.
std::string in_letters_of_sheet(std::string text) {
  constexpr std::string_view kTimes = "×";
  for (auto at = text.find(kTimes); at != text.npos; at = text.find(kTimes)) text.replace(at, kTimes.size(), "x");
  return text;
}

SheetTexts sheet_texts(const CompareJob& job, std::int64_t frame, const std::string& left, const std::string& right) {
  const std::string command = job.command_line();
  SheetTexts texts{in_letters_of_sheet(left),
                   in_letters_of_sheet(right),
                   "lyap compare",
                   {{"Software", fmt::format("lyap {}", kVersion)}}};
  if (!job.has_picture) return texts;
  texts.title = picture_title(job.spec(frame));
  if (job.is_film) texts.title += fmt::format(", frame {}", frame);
  texts.metadata.push_back({"Title", texts.title});
  texts.metadata.push_back({"Comment", command});
  return texts;
}

class Comparer {
 public:
  /// `tell` gets each result as soon as it is there.
  Comparer(const CompareJob& job, const BackendOptions& options, ProgressReport& report,
           std::function<void(const ComparisonResult&)> tell)
      : job_(job), options_(options), report_(report), tell_(std::move(tell)) {}

  void compare_all() {
    for (const auto& [left, right] : job_.pairs) compare_pair(left, right);
  }

  /// All results so far.
  const std::vector<ComparisonResult>& results() const { return results_; }

 private:
  void compare_pair(const SideChoice& left_choice, const SideChoice& right_choice) {
    const ComparedSide left(left_choice, options_);
    const ComparedSide right(right_choice, options_);
    const auto sum = sum_for(job_, left_choice, right_choice, options_);
    for (std::int64_t frame = job_.range.first; frame <= job_.range.last; ++frame) {
      results_.push_back(compare_frame(frame, left, right, *sum));
      report_.clear();
      tell_(results_.back());
    }
  }

  ComparisonResult compare_frame(std::int64_t frame, const ComparedSide& left_side, const ComparedSide& right_side,
                                 DifferenceSum& sum) {
    const RenderSpec spec = job_.spec(frame);
    const auto left = left_side.open(spec);
    const auto right = right_side.open(spec);
    ComparisonResult result{frame, left_side.description(), right_side.description(), {}};
    const SheetTexts texts = sheet_texts(job_, frame, side_text(result.left, left->precision()),
                                         side_text(result.right, right->precision()));
    ComparisonFiles files(job_, frame, *left, *right, texts, options_.threads, options_.stop);
    ComparisonCallbacks callbacks{{}, [&](double share) { report_share(share); }};
    if (files.wants_bands()) {
      callbacks.band = [&](const ExponentBand& a, const ExponentBand& b, int) { files.add_band(a, b); };
    }
    result.comparison = compare_exponents(*left, *right, sum, job_.tolerance.difference, callbacks, options_.stop);
    files.finish(verdict_of(result.comparison, job_.tolerance));
    return result;
  }

  /// `share` is that of the comparison that is being made.
  void report_share(double share) {
    const std::int64_t all = job_.comparisons();
    const auto before = static_cast<std::int64_t>(results_.size());
    const std::int64_t done = share < 1 ? before : before + 1;
    report_.update(
        {(static_cast<double>(before) + share) / static_cast<double>(all), all > 1 ? done : 0, all > 1 ? all : 0, {}});
  }

  const CompareJob& job_;
  const BackendOptions& options_;
  ProgressReport& report_;
  std::function<void(const ComparisonResult&)> tell_;
  std::vector<ComparisonResult> results_;
};

}  // namespace

int run_compare(const CompareOptions& options, const StopSignals& signals) {
  const CompareJob job = compare_job_of(options);
  const BackendOptions backend_options = backend_options_of(options.film.computing, kExponentSlots, signals.token());
  ProgressReport report(progress_style_of(options.film.computing));
  const bool tells_json = options.json && !options.film.computing.quiet;
  const bool tells_text = !options.json && !options.film.computing.quiet;
  Comparer comparer(job, backend_options, report, [&](const ComparisonResult& result) {
    if (tells_text) print_answer(result_text(job, result));
  });
  if (tells_text && job.has_picture) print_answer(job.command_line() + "\n");
  try {
    comparer.compare_all();
  } catch (...) {
    report.clear();
    if (tells_json && !comparer.results().empty()) print_answer(comparison_json(job, comparer.results()));
    throw;
  }
  const std::vector<ComparisonResult>& results = comparer.results();
  if (tells_text) print_answer(count_text(results));
  if (tells_json) print_answer(comparison_json(job, results));
  const bool within = std::all_of(results.begin(), results.end(), [&](const ComparisonResult& result) {
    return is_within(result.comparison, job.tolerance);
  });
  return within ? kSame : kDifferent;
}

}  // namespace lyap
