#include "tools/commands/comparison_report.h"

#include "host/base/version.h"
#include "host/sheets/ulp_legend.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace lyap {
namespace {

using Json = nlohmann::ordered_json;

/// The bits of an exponent in the precision that it was computed in.
std::string bits_of(double exponent, Precision precision) {
  if (precision == Precision::kFloat) {
    return fmt::format("{:#010x}", std::bit_cast<std::uint32_t>(static_cast<float>(exponent)));
  }
  return fmt::format("{:#018x}", std::bit_cast<std::uint64_t>(exponent));
}

/// The shortest digits that read back as the same number of the precision.
std::string digits_of(double exponent, Precision precision) {
  return precision == Precision::kFloat ? fmt::format("{}", static_cast<float>(exponent)) : fmt::format("{}", exponent);
}

double share_of(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// A line for each bin of the histogram that counts any.
std::string ulps_text(const ExponentDifferences& differences) {
  std::string text;
  for (int bin = 0; bin < kUlpBins; ++bin) {
    const std::uint64_t count = differences.ulps[bin];
    if (count == 0) continue;
    text += fmt::format("  {:<11} {:<8} {:>10} ({:.3g} %)\n", text.empty() ? "in ulps" : "", ulp_label(bin), count,
                        100 * share_of(count, differences.pixels));
  }
  return text;
}

std::string psnr_text(double psnr) {
  return std::isfinite(psnr) ? fmt::format("PSNR {:.1f} dB", psnr) : "the same pictures";
}

/// The lines about a comparison that found differences.
std::string details_text(const Comparison& comparison) {
  const ExponentDifferences& found = comparison.differences;
  const DifferingPixel& first = *comparison.first;
  const std::uint64_t chaotic = found.pixels - found.stable_pixels;
  const auto value = [](double exponent, Precision precision) {
    return fmt::format("{} ({})", digits_of(exponent, precision), bits_of(exponent, precision));
  };
  std::string text =
      fmt::format("  first       column {}, row {}: {} and {}\n", first.column, first.row,
                  value(first.left, comparison.left_precision), value(first.right, comparison.right_precision));
  text += fmt::format("  difference  largest {:.3g}, RMS {:.3g}", found.largest, comparison.rms());
  if (found.infinite() > 0) text += fmt::format(", and {} infinite", found.infinite());
  text += "\n" + ulps_text(found);
  text += fmt::format("  stable      {} exponents\n", count_with_share(found.stable_differing, found.stable_pixels));
  text +=
      fmt::format("  chaotic     {} exponents\n", count_with_share(found.differing - found.stable_differing, chaotic));
  text += fmt::format("  palette     {} indices, {} of them stable, {} chaotic; {}\n",
                      count_with_share(found.indices_differing, found.pixels), found.stable_indices_differing,
                      found.indices_differing - found.stable_indices_differing, psnr_text(comparison.psnr()));
  return text;
}

Json value_json(double exponent, Precision precision) {
  Json json;
  json["value"] = std::isfinite(exponent) ? Json(exponent) : Json(digits_of(exponent, precision));
  json["bits"] = bits_of(exponent, precision);
  return json;
}

Json first_json(const Comparison& comparison) {
  if (!comparison.first) return nullptr;
  const DifferingPixel& first = *comparison.first;
  return {{"column", first.column},
          {"row", first.row},
          {"left", value_json(first.left, comparison.left_precision)},
          {"right", value_json(first.right, comparison.right_precision)}};
}

Json ulps_json(const ExponentDifferences& differences) {
  Json bins = Json::array();
  for (int bin = 0; bin < kUlpBins; ++bin) {
    // The last but one has no upper end, and the last no ends at all: those are the infinite ones.
    const bool has_from = bin < kUlpBins - 1;
    const bool has_to = bin < kUlpBins - 2;
    bins.push_back({{"from", has_from ? Json(bin == 0 ? 0 : ulp_limit(bin - 1) + 1) : Json()},
                    {"to", has_to ? Json(ulp_limit(bin)) : Json()},
                    {"count", differences.ulps[bin]}});
  }
  return bins;
}

Json group_json(std::uint64_t pixels, std::uint64_t differing, std::uint64_t indices) {
  return {{"pixels", pixels}, {"differing", differing}, {"palette_indices_differing", indices}};
}

Json side_json(const std::string& side, Precision precision, const std::string& code_path) {
  return {{"side", side}, {"precision", name_of(precision)}, {"code_path", code_path}};
}

Json result_json(const ComparisonJob& job, const ComparisonResult& result) {
  const Comparison& comparison = result.comparison;
  const ExponentDifferences& found = comparison.differences;
  Json json;
  json["frame"] = job.is_film ? Json(result.frame) : Json();
  json["left"] = side_json(result.left, comparison.left_precision, comparison.left_code_path);
  json["right"] = side_json(result.right, comparison.right_precision, comparison.right_code_path);
  json["width"] = comparison.size.width;
  json["height"] = comparison.size.height;
  json["identical"] = comparison.identical();
  json["within_tolerance"] = is_within(comparison, job.tolerance);
  json["pixels"] = found.pixels;
  json["differing"] = found.differing;
  json["differing_share"] = share_of(found.differing, found.pixels);
  json["beyond_tolerance"] = found.beyond_tolerance;
  json["first"] = first_json(comparison);
  json["largest_difference"] = found.largest;
  json["rms_difference"] = std::isfinite(comparison.rms()) ? Json(comparison.rms()) : Json();
  json["infinite_differences"] = found.infinite();
  json["ulps"] = ulps_json(found);
  json["stable"] = group_json(found.stable_pixels, found.stable_differing, found.stable_indices_differing);
  json["chaotic"] = group_json(found.pixels - found.stable_pixels, found.differing - found.stable_differing,
                               found.indices_differing - found.stable_indices_differing);
  json["palette_indices_differing"] = found.indices_differing;
  json["psnr_db"] = std::isfinite(comparison.psnr()) ? Json(comparison.psnr()) : Json();
  return json;
}

}  // namespace

std::string result_text(const ComparisonJob& job, const ComparisonResult& result) {
  const Comparison& comparison = result.comparison;
  const std::string frame = job.is_film ? fmt::format("frame {}: ", result.frame) : "";
  const std::string text =
      fmt::format("{}{} | {}: {}\n", frame, side_text(result.left, comparison.left_precision),
                  side_text(result.right, comparison.right_precision), verdict_of(comparison, job.tolerance));
  return comparison.identical() ? text : text + details_text(comparison);
}

std::string count_text(const std::vector<ComparisonResult>& results) {
  if (results.size() < 2) return "";
  const auto identical = std::count_if(results.begin(), results.end(),
                                       [](const ComparisonResult& result) { return result.comparison.identical(); });
  return fmt::format("{} of {} comparisons are identical\n", identical, results.size());
}

std::string comparison_json(const ComparisonJob& job, const std::vector<ComparisonResult>& results) {
  const auto all = [&](auto holds) { return std::all_of(results.begin(), results.end(), holds); };
  Json json;
  json["lyap"] = kVersion;
  json["command"] = job.has_picture ? Json(job.command_line()) : Json();
  json["palette"] = job.palette.name;
  json["tolerance"] = {{"difference", job.tolerance.difference}, {"percent", job.tolerance.percent}};
  json["identical"] = all([](const ComparisonResult& result) { return result.comparison.identical(); });
  json["within_tolerance"] =
      all([&](const ComparisonResult& result) { return is_within(result.comparison, job.tolerance); });
  json["complete"] = static_cast<std::int64_t>(results.size()) == job.comparisons();
  json["comparisons"] = Json::array();
  for (const ComparisonResult& result : results) json["comparisons"].push_back(result_json(job, result));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lyap
