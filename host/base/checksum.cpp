#include "host/base/checksum.h"

#include <fmt/format.h>
#include <zlib.h>

namespace lyap {

std::string checksum_of(std::string_view bytes) {
  const auto* data = reinterpret_cast<const Bytef*>(bytes.data());
  return fmt::format("{:08x}", ::crc32_z(::crc32_z(0, nullptr, 0), data, bytes.size()));
}

}  // namespace lyap
