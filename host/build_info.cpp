#include "host/build_info.h"

#include "host/commit.h"
#include "host/version.h"

namespace lyap {

BuildInfo build_info() {
  return {kVersion, kCommit, LYAP_COMPILER, LYAP_BUILD_TYPE, LYAP_CUDA_VERSION};
}

}  // namespace lyap
