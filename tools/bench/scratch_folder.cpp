#include "tools/bench/scratch_folder.h"

#include "host/base/error.h"

#include <cerrno>
#include <stdlib.h>
#include <system_error>

#include <fmt/format.h>

namespace lyap {

ScratchFolder::ScratchFolder() {
  std::error_code error;
  std::string name = (std::filesystem::temp_directory_path(error) / "lyap-bench.XXXXXX").string();
  if (error || ::mkdtemp(name.data()) == nullptr) {
    const std::error_code reason = error ? error : std::error_code(errno, std::generic_category());
    throw Failure(
        fmt::format("cannot make a temporary folder: {}; set TMPDIR to one that can be written to", reason.message()));
  }
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace lyap
