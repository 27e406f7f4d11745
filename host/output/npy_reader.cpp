#include "host/output/npy_reader.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <array>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::string_view kMagic("\x93NUMPY", 6);
/// The dict of a plane of numbers has about a hundred; numpy.load refuses more than ten thousand.
constexpr std::uint32_t kMaxDictBytes = 1U << 16U;

[[noreturn]] void refuse(const std::string& path, std::string_view problem) {
  throw InvalidInput(fmt::format("cannot use {}: {}", in_quotes(path), problem));
}

/// Opens a regular file: only those have a length to compare with the header. Others are refused without opening them.
std::ifstream open_regular(const std::string& path) {
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  const bool is_other = type != std::filesystem::file_type::regular && type != std::filesystem::file_type::not_found;
  if (!error && is_other) refuse(path, "it is no regular file");
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    throw FileFailure(fmt::format("cannot read {}: {}", in_quotes(path), std::generic_category().message(errno)));
  }
  return stream;
}

/// Reads exactly so many bytes; false if the file ends before.
bool read_bytes(std::ifstream& stream, char* bytes, std::size_t count) {
  stream.read(bytes, static_cast<std::streamsize>(count));
  return static_cast<std::size_t>(stream.gcount()) == count;
}

/// Reads `kBytes` bytes as a little-endian number; nothing at the end of the file.
template <std::size_t kBytes>
std::optional<std::uint32_t> read_number(std::ifstream& stream) {
  std::array<char, kBytes> bytes{};
  if (!read_bytes(stream, bytes.data(), kBytes)) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < kBytes; ++i) value |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return value;
}

/// Reads what stands before the dict, and the dict. Throws InvalidInput, not naming the file.
std::string read_dict(std::ifstream& stream) {
  std::array<char, kMagic.size()> magic{};
  const bool has_magic = read_bytes(stream, magic.data(), magic.size());
  if (!has_magic || std::string_view(magic.data(), magic.size()) != kMagic) {
    throw InvalidInput("it is no NumPy file (.npy)");
  }
  constexpr std::string_view kCut = "it ends within its header";
  const auto major = read_number<1>(stream);
  const auto minor = read_number<1>(stream);
  if (!major || !minor) throw InvalidInput(std::string(kCut));
  if (*major < 1 || *major > 3 || *minor != 0) {
    throw InvalidInput(fmt::format("it is a NumPy file of version {}.{}; 1.0 to 3.0 are read", *major, *minor));
  }
  const auto length = *major == 1 ? read_number<2>(stream) : read_number<4>(stream);
  if (!length) throw InvalidInput(std::string(kCut));
  if (*length > kMaxDictBytes) throw InvalidInput(fmt::format("its header has {} bytes; it may be damaged", *length));
  std::string dict(*length, '\0');
  if (!read_bytes(stream, dict.data(), dict.size())) throw InvalidInput(std::string(kCut));
  return dict;
}

void check_length(std::ifstream& stream, const NpyHeader& header) {
  const std::uintmax_t start = static_cast<std::uintmax_t>(stream.tellg());
  const std::uintmax_t expected = start + header.bytes_per_row() * static_cast<std::uintmax_t>(header.size.height);
  stream.seekg(0, std::ios::end);
  const std::uintmax_t length = static_cast<std::uintmax_t>(stream.tellg());
  stream.seekg(static_cast<std::streamoff>(start));
  if (length == expected) return;
  throw InvalidInput(fmt::format("it has {} bytes where its header, of {} rows of {} numbers, makes it {}; {}", length,
                                 header.size.height, header.size.width, expected,
                                 length < expected ? "it was not written to its end" : "something was added to it"));
}

/// Reads up to the numbers.
NpyHeader read_header(std::ifstream& stream, const std::string& path) {
  try {
    const NpyHeader header = parse_npy_dict(read_dict(stream));
    check_length(stream, header);
    return header;
  } catch (const InvalidInput& error) {
    refuse(path, error.what());
  }
}

template <class T>
std::size_t first_nan(std::span<const std::byte> values) {
  const std::size_t count = values.size() / sizeof(T);
  const auto at = [&](std::size_t i) {
    T value;
    std::memcpy(&value, values.data() + i * sizeof(T), sizeof value);
    return value;
  };
  // Without a way out of the loop it is vector code.
  int found = 0;
  for (std::size_t i = 0; i < count; ++i) found |= static_cast<int>(std::isnan(at(i)));
  std::size_t first = 0;
  while (found != 0 && !std::isnan(at(first))) ++first;
  return found != 0 ? first : count;
}

}  // namespace

NpyHeader read_npy_header(const std::string& path) {
  std::ifstream stream = open_regular(path);
  return read_header(stream, path);
}

NpyReader::NpyReader(const std::string& path)
    : path_(path), stream_(open_regular(path)), header_(read_header(stream_, path)) {
  if (header_.type == NpyType::kUint32) {
    refuse(path_, "it holds periods ('<u4'), not exponents, which are float32 '<f4' or float64 '<f8'");
  }
}

void NpyReader::read_rows(std::span<std::byte> values) {
  const std::size_t row_bytes = bytes_per_row();
  if (!read_bytes(stream_, reinterpret_cast<char*>(values.data()), values.size())) {
    throw FileFailure(fmt::format("cannot read {}: it ends before its last row", in_quotes(path_)));
  }
  const bool is_float = precision() == Precision::kFloat;
  const std::size_t nan = is_float ? first_nan<float>(values) : first_nan<double>(values);
  const auto width = static_cast<std::size_t>(size().width);
  const auto rows = static_cast<int>(values.size() / row_bytes);
  if (nan < static_cast<std::size_t>(rows) * width) {
    refuse(path_, fmt::format("the number in column {}, row {} is NaN, which no exponent is", nan % width,
                              static_cast<std::size_t>(rows_read_) + nan / width));
  }
  rows_read_ += rows;
}

}  // namespace lyap
