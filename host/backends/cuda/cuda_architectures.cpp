#include "host/backends/cuda/cuda_architectures.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

using Reach = CudaArchitecture::Reach;

std::optional<CudaArchitecture> parse_entry(std::string_view entry) {
  int capability = 0;
  const auto [end, error] = std::from_chars(entry.data(), entry.data() + entry.size(), capability);
  if (error != std::errc() || capability <= 0) return std::nullopt;
  std::string_view rest = entry.substr(static_cast<std::size_t>(end - entry.data()));
  Reach reach = Reach::kLater;
  if (rest.starts_with('a')) reach = Reach::kExact;
  if (rest.starts_with('f')) reach = Reach::kFamily;
  if (reach != Reach::kLater) rest.remove_prefix(1);
  if (!rest.empty() && rest != "-real" && rest != "-virtual") return std::nullopt;
  return CudaArchitecture{capability, rest != "-virtual", rest != "-real", reach};
}

}  // namespace

bool CudaArchitecture::runs_on(int major, int minor) const {
  const int device = 10 * major + minor;
  if (device < capability) return false;
  if (reach == Reach::kExact) return device == capability;
  const bool is_family = major == capability / 10;
  return is_family || (has_ptx && reach == Reach::kLater);
}

std::vector<CudaArchitecture> parse_cuda_architectures(std::string_view list) {
  std::vector<CudaArchitecture> architectures;
  for (std::size_t start = 0; start < list.size();) {
    const std::size_t end = std::min(list.find_first_of(";,", start), list.size());
    if (const auto entry = parse_entry(list.substr(start, end - start))) architectures.push_back(*entry);
    start = end + 1;
  }
  return architectures;
}

const std::vector<CudaArchitecture>& built_cuda_architectures() {
  static const std::vector<CudaArchitecture> kBuilt = parse_cuda_architectures(LYAP_BUILT_CUDA_ARCHITECTURES);
  return kBuilt;
}

bool has_code_for(const std::vector<CudaArchitecture>& architectures, int major, int minor) {
  return std::ranges::any_of(architectures, [&](const CudaArchitecture& one) { return one.runs_on(major, minor); });
}

std::string no_code_text(const std::string& device, const std::vector<CudaArchitecture>& architectures) {
  return fmt::format("this program has no code for {}; it was built for {}", device, text_of(architectures));
}

std::string text_of(const std::vector<CudaArchitecture>& architectures) {
  std::vector<int> capabilities;
  bool reaches_later = false;
  for (const CudaArchitecture& one : architectures) {
    capabilities.push_back(one.capability);
    reaches_later |= one.has_ptx && one.reach == Reach::kLater;
  }
  if (capabilities.empty()) return "no compute capability";
  std::ranges::sort(capabilities);
  const auto repeated = std::ranges::unique(capabilities);
  capabilities.erase(repeated.begin(), repeated.end());
  std::vector<std::string> texts;
  for (const int capability : capabilities) texts.push_back(fmt::format("{}.{}", capability / 10, capability % 10));
  return fmt::format("compute capabilit{} {}{}", texts.size() == 1 ? "y" : "ies", fmt::join(texts, ", "),
                     reaches_later ? " and later" : "");
}

}  // namespace lyap
