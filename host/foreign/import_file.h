#pragma once

#include "host/foreign/foreign_picture.h"

#include <string>

namespace lyap {

/// The pictures of a file of FRACTINT (NAME.par) or of Ljapunow (NAME.lja), which its content tells. Throws
/// InvalidInput if there is no such file, it is neither, or it has no Lyapunov fractal; Failure if it cannot be read.
ForeignPictures import_file(const std::string& path);

}  // namespace lyap
