#include "tools/explore/server/private_folder.h"

#include "host/base/error.h"

#include <cerrno>
#include <stdlib.h>
#include <string>
#include <system_error>

#include <fmt/format.h>

namespace lyap {

PrivateFolder::PrivateFolder(const std::filesystem::path& parent) {
  std::string pattern = (parent / "lyap-explore-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) {
    throw Failure(fmt::format("cannot make a temporary folder: {}", std::generic_category().message(errno)));
  }
  path_ = pattern;
}

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace lyap
