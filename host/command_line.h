#pragma once

#include "host/render_spec.h"

#include <string>
#include <string_view>

namespace lyap {

/// The `lyap render` command line, without file name and machine-dependent options, that makes this picture again;
/// every option is spelled out, numbers in the shortest form that reads back as the same double.
std::string command_line_of(const RenderSpec& spec, std::string_view palette_name);

}  // namespace lyap
