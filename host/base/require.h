#pragma once

#include "host/base/error.h"

#include <string>

namespace lyap {

/// Throws InvalidInput, naming the field, unless `holds`.
inline void require(bool holds, const std::string& field, const std::string& problem) {
  if (!holds) throw InvalidInput(field, problem);
}

}  // namespace lyap
