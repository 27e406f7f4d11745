#include "host/output/compression_version.h"

#include <openexr.h>

#include <fmt/format.h>
#include <zlib.h>

namespace lyap {

std::string compression_version() {
  int major = 0;
  int minor = 0;
  int patch = 0;
  const char* extra = nullptr;
  exr_get_library_version(&major, &minor, &patch, &extra);
  return fmt::format("zlib {}, OpenEXR {}.{}.{}", ::zlibVersion(), major, minor, patch);
}

}  // namespace lyap
