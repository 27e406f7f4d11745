// PNG files that --resume looks at. A second copy of each input has checksums that fit, else hardly any would be whole.
#include "host/output/png_file_check.h"
#include "tests/fuzz/input_file.h"

#include <cstdint>
#include <string>

#include <zlib.h>

namespace lyap {
namespace {

constexpr std::size_t kSignatureBytes = 8;

std::size_t number_at(const std::string& bytes, std::size_t place) {
  std::size_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(bytes[place + i]);
  return value;
}

/// The file with the checksum that each chunk should have, as far as there are chunks.
std::string with_checksums(std::string bytes) {
  std::size_t begin = kSignatureBytes;
  while (begin + 12 <= bytes.size() && number_at(bytes, begin) <= bytes.size() - begin - 12) {
    const std::size_t end = begin + 8 + number_at(bytes, begin);
    const auto* checked = reinterpret_cast<const Bytef*>(bytes.data() + begin + 4);
    uLong checksum = ::crc32_z(0, checked, end - begin - 4);
    for (std::size_t i = 4; i-- > 0; checksum >>= 8U) bytes[end + i] = static_cast<char>(checksum & 0xFFU);
    begin = end + 4;
  }
  return bytes;
}

PngFileCheck check(const InputFile& file, std::string_view bytes) {
  file.set(bytes);
  return check_png_file(file.path());
}

void read(const std::string& bytes) {
  static const InputFile file("a.png");
  const PngFileCheck whole = check(file, bytes);
  if (whole.state != PngFileState::kWhole) return;
  require(bytes.ends_with(std::string_view("\0\0\0\0IEND\xAE\x42\x60\x82", 12)), "a whole file has its end");
  std::size_t kept = 3 * whole.image.palette.size();
  for (const PngText& text : whole.image.text) kept += text.keyword.size() + text.value.size();
  require(kept < bytes.size(), "what is told of a file stands in it");
  require(check(file, bytes + '\0').state == PngFileState::kUnfinished, "nothing may follow a whole file");
  const std::string_view cut = std::string_view(bytes).substr(0, bytes.size() - 1);
  require(check(file, cut).state == PngFileState::kUnfinished, "a cut file is not whole");
}

}  // namespace
}  // namespace lyap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  lyap::read(bytes);
  lyap::read(lyap::with_checksums(bytes));
  return 0;
}
