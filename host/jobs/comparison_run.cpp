#include "host/jobs/comparison_run.h"

#include "host/backends/backend_registry.h"
#include "host/backends/cuda/cuda_device_info.h"
#include "host/base/version.h"
#include "host/jobs/comparison_files.h"
#include "host/output/picture_file.h"

#include <memory>
#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Where the differences of a pair are summed up: on the GPU if a side is there, of several the first.
std::unique_ptr<DifferenceSum> sum_for(const ComparisonJob& job, const SideChoice& left, const SideChoice& right,
                                       const BackendOptions& options, const Work& work) {
  if (!is_on_gpu(left.backend) && !is_on_gpu(right.backend)) return sum_on_host(job.palette, work.threads);
  return sum_on_device(job.palette, find_cuda_devices().start(options.devices).front());
}

std::vector<std::string> backends_of(const ComparisonJob& job) {
  std::vector<std::string> backends;
  for (const auto& [left, right] : job.pairs) {
    for (const SideChoice& side : {left, right}) {
      if (!side.is_file()) backends.push_back(side.backend);
    }
  }
  return backends;
}

/// "2 × NVIDIA H100" in the letters of the sheet, which are ASCII.
std::string in_letters_of_sheet(std::string text) {
  constexpr std::string_view kTimes = "×";
  for (auto at = text.find(kTimes); at != text.npos; at = text.find(kTimes)) text.replace(at, kTimes.size(), "x");
  return text;
}

SheetTexts sheet_texts(const ComparisonJob& job, std::int64_t frame, const std::string& left,
                       const std::string& right) {
  SheetTexts texts{in_letters_of_sheet(left),
                   in_letters_of_sheet(right),
                   "lyap compare",
                   {{"Software", fmt::format("lyap {}", kVersion)}}};
  if (!job.has_picture) return texts;
  texts.title = picture_title(job.spec(frame));
  if (job.is_film) texts.title += fmt::format(", frame {}", frame);
  texts.metadata.push_back({"Title", texts.title});
  texts.metadata.push_back({"Comment", job.command_line()});
  return texts;
}

class ComparisonRun {
 public:
  ComparisonRun(const ComparisonJob& job, const BackendOptions& backend, const Work& work,
                const ComparisonRunCallbacks& callbacks)
      : job_(job), backend_(backend), work_(work), callbacks_(callbacks) {}

  void compare_pair(const SideChoice& left_choice, const SideChoice& right_choice) {
    const ComparedSide left(left_choice, backend_);
    const ComparedSide right(right_choice, backend_);
    const auto sum = sum_for(job_, left_choice, right_choice, backend_, work_);
    for (std::int64_t frame = job_.range.first; frame <= job_.range.last; ++frame) {
      const ComparisonResult result = compare_frame(frame, left, right, *sum);
      ++done_;
      if (callbacks_.result) callbacks_.result(result);
    }
  }

 private:
  ComparisonResult compare_frame(std::int64_t frame, const ComparedSide& left_side, const ComparedSide& right_side,
                                 DifferenceSum& sum) {
    const RenderSpec spec = job_.spec(frame);
    const auto left = left_side.open(spec, work_.stop);
    const auto right = right_side.open(spec, work_.stop);
    ComparisonResult result{frame, left_side.description(), right_side.description(), {}};
    const SheetTexts texts = sheet_texts(job_, frame, side_text(result.left, left->precision()),
                                         side_text(result.right, right->precision()));
    ComparisonFiles files(job_, frame, *left, *right, texts, work_);
    ComparisonCallbacks callbacks;
    if (callbacks_.progress) callbacks.progress = [&](double share) { report(share); };
    if (files.wants_bands()) {
      callbacks.band = [&](const ExponentBand& a, const ExponentBand& b, int) { files.add_band(a, b); };
    }
    result.comparison = compare_exponents(*left, *right, sum, job_.tolerance.difference, callbacks, work_.stop);
    files.finish(verdict_of(result.comparison, job_.tolerance));
    return result;
  }

  /// `share` is that of the comparison that is being made.
  void report(double share) const {
    if (share < 1) {
      callbacks_.progress(done_, share);
    } else {
      callbacks_.progress(done_ + 1, 0);
    }
  }

  const ComparisonJob& job_;
  const BackendOptions& backend_;
  const Work& work_;
  const ComparisonRunCallbacks& callbacks_;
  std::int64_t done_ = 0;
};

}  // namespace

std::string side_text(const std::string& side, Precision precision) {
  return fmt::format("{}, {}", side, name_of(precision));
}

void run_comparisons(const ComparisonJob& job, const BackendOptions& backend, const Work& work,
                     const ComparisonRunCallbacks& callbacks) {
  check_devices(backend.devices, backends_of(job));
  ComparisonRun run(job, backend, work, callbacks);
  for (const auto& [left, right] : job.pairs) run.compare_pair(left, right);
}

}  // namespace lyap
