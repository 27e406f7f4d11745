#include "host/farm/part_name.h"

#include "host/base/error.h"
#include "host/system/file_descriptor.h"
#include "host/system/file_to_replace.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <zlib.h>

namespace lyap {
namespace {

constexpr std::string_view kUnfinished = "part-";
constexpr std::size_t kChecksumDigits = 8;

std::optional<std::int64_t> parse_part_number(std::string_view digits) {
  std::int64_t part = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), part);
  const bool is_number = error == std::errc() && end == digits.data() + digits.size() && part >= 0;
  // Each part has one name.
  return is_number && digits == fmt::format("{:05}", part) ? std::optional(part) : std::nullopt;
}

bool is_checksum(std::string_view text) {
  return text.size() == kChecksumDigits &&
         std::ranges::all_of(text, [](char c) { return ('0' <= c && c <= '9') || ('a' <= c && c <= 'f'); });
}

/// What may stand in every file system's names.
std::string host_name() {
  std::array<char, 64> name{};
  ::gethostname(name.data(), name.size() - 1);
  std::string text = name.data();
  std::erase_if(text,
                [](char c) { return !(('0' <= c && c <= '9') || ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z')); });
  return text.substr(0, 20);
}

}  // namespace

std::string part_file_name(const PartName& name, std::string_view ending) {
  return fmt::format("{:05}-{}{}", name.part, name.checksum, ending);
}

std::optional<PartName> parse_part_name(std::string_view file, std::string_view ending) {
  if (!file.ends_with(ending)) return std::nullopt;
  file.remove_suffix(ending.size());
  const std::size_t dash = file.find('-');
  if (dash == file.npos || !is_checksum(file.substr(dash + 1))) return std::nullopt;
  const auto part = parse_part_number(file.substr(0, dash));
  return part ? std::optional(PartName{*part, std::string(file.substr(dash + 1))}) : std::nullopt;
}

std::string part_checksum(std::string_view plan_hash, std::int64_t part, const std::string& path) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  const std::string start = fmt::format("{} {}\n", plan_hash, part);
  uLong sum = ::crc32_z(0, reinterpret_cast<const Bytef*>(start.data()), start.size());
  std::vector<Bytef> bytes(std::size_t{1} << 20);
  ssize_t count = file ? 1 : -1;
  while (count > 0) {
    count = ::read(file.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR)
      count = 1;
    else if (count > 0)
      sum = ::crc32_z(sum, bytes.data(), static_cast<std::size_t>(count));
  }
  if (count < 0) throw FileFailure(fmt::format("cannot read '{}': {}", path, reason_of(errno)));
  return fmt::format("{:08x}", sum);
}

std::string unfinished_stem(std::int64_t part) {
  return fmt::format("{}{:05}-{}-{}-", kUnfinished, part, host_name(), ::getpid());
}

std::optional<std::int64_t> parse_unfinished_name(std::string_view file) {
  // A file that is to replace another is hidden meanwhile.
  if (file.starts_with('.')) file.remove_prefix(1);
  if (!file.starts_with(kUnfinished)) return std::nullopt;
  file.remove_prefix(kUnfinished.size());
  return parse_part_number(file.substr(0, file.find('-')));
}

}  // namespace lyap
