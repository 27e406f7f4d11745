#include "host/output/npy_start.h"

#include "host/base/error.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::string_view kMagic("\x93NUMPY", 6);
/// The dict of a plane of numbers has about a hundred; numpy.load refuses more than ten thousand.
constexpr std::uint32_t kMaxDictBytes = 1U << 16U;

/// Reads exactly so many bytes; false if the file ends before.
bool read_bytes(ByteSource& source, char* bytes, std::size_t count) {
  return source.read(std::as_writable_bytes(std::span(bytes, count))) == count;
}

/// Reads `kBytes` bytes as a little-endian number; nothing at the end of the file.
template <std::size_t kBytes>
std::optional<std::uint32_t> read_number(ByteSource& source) {
  std::array<char, kBytes> bytes{};
  if (!read_bytes(source, bytes.data(), kBytes)) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < kBytes; ++i) value |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return value;
}

}  // namespace

NpyStart read_npy_start(ByteSource& source) {
  std::array<char, kMagic.size()> magic{};
  const bool has_magic = read_bytes(source, magic.data(), magic.size());
  if (!has_magic || std::string_view(magic.data(), magic.size()) != kMagic) {
    throw InvalidInput("it is no NumPy file (.npy)");
  }
  constexpr std::string_view kCut = "it ends within its header";
  const auto major = read_number<1>(source);
  const auto minor = read_number<1>(source);
  if (!major || !minor) throw InvalidInput(std::string(kCut));
  if (*major < 1 || *major > 3 || *minor != 0) {
    throw InvalidInput(fmt::format("it is a NumPy file of version {}.{}; 1.0 to 3.0 are read", *major, *minor));
  }
  const auto length = *major == 1 ? read_number<2>(source) : read_number<4>(source);
  if (!length) throw InvalidInput(std::string(kCut));
  if (*length > kMaxDictBytes) throw InvalidInput(fmt::format("its header has {} bytes; it may be damaged", *length));
  std::string dict(*length, '\0');
  if (!read_bytes(source, dict.data(), dict.size())) throw InvalidInput(std::string(kCut));
  const std::uintmax_t length_bytes = *major == 1 ? 2 : 4;
  return {dict, kMagic.size() + 2 + length_bytes + dict.size()};
}

}  // namespace lyap
