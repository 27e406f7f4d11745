#pragma once

#include <string>

namespace lyap {

/// `lyap palettes`: the names on standard output, or, where `output` is not empty, a picture of them as a PNG file.
void run_palettes(const std::string& output);

}  // namespace lyap
