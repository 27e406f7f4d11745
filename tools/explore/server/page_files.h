#pragma once

#include "host/base/embedded_file.h"

#include <span>

namespace lyap {

/// The files of the page: index.html, page.js, page.css, icon.svg.
std::span<const EmbeddedFile> page_files();

}  // namespace lyap
