#include "host/farm/frame_checksums.h"

#include "host/base/checksum.h"

#include <algorithm>
#include <random>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

std::string text_before_checksums(std::string_view plan_hash, std::int64_t part) {
  return fmt::format("lyap segment {} of {}:", part, plan_hash);
}

}  // namespace

void ChecksummedFrames::write(std::int64_t frame, std::span<const std::byte> pixels) {
  checksums_.push_back(checksum_of({reinterpret_cast<const char*>(pixels.data()), pixels.size()}));
  if (next_ != nullptr) next_->write(frame, pixels);
}

void ChecksummedFrames::finish() {
  if (next_ != nullptr) next_->finish();
}

std::string ChecksummedFrames::keep_part() {
  return next_ != nullptr ? next_->keep_part() : "";
}

std::string segment_text(std::string_view plan_hash, std::int64_t part, const std::vector<std::string>& checksums) {
  return fmt::format("{} {}", text_before_checksums(plan_hash, part), fmt::join(checksums, " "));
}

std::vector<std::string> segment_checksums(std::string_view text, std::string_view plan_hash, std::int64_t part) {
  const std::string start = text_before_checksums(plan_hash, part);
  if (!text.starts_with(start)) return {};
  std::vector<std::string> checksums;
  for (text.remove_prefix(start.size()); text.starts_with(' ');) {
    text.remove_prefix(1);
    checksums.emplace_back(text.substr(0, text.find(' ')));
    text.remove_prefix(checksums.back().size());
  }
  return checksums;
}

std::vector<std::int64_t> drawn_numbers(std::int64_t count, std::int64_t all, std::string_view seed) {
  std::seed_seq words(seed.begin(), seed.end());
  std::mt19937_64 random(words);
  std::set<std::int64_t> numbers;
  while (static_cast<std::int64_t>(numbers.size()) < std::min(count, all)) {
    numbers.insert(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(all)));
  }
  return {numbers.begin(), numbers.end()};
}

}  // namespace lyap
