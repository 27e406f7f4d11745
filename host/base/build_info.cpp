#include "host/base/build_info.h"

#include "host/base/commit.h"
#include "host/base/version.h"

namespace lyap {

BuildInfo build_info() {
  return {kVersion, kCommit, LYAP_COMPILER, LYAP_BUILD_TYPE, LYAP_CUDA_VERSION};
}

}  // namespace lyap
