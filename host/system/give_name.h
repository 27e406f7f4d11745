#pragma once

#include <filesystem>

namespace lyap {

/// Gives a finished file its name, replacing what has that name.
///
/// Where it cannot be renamed because of what it would replace (a mount point, another's file in a folder with the
/// sticky bit), its bytes are written over those of the other file, once there is room for them, and it is removed.
/// Returns 0, or an errno: then `file` is whole and has its old name.
int give_name(const std::filesystem::path& file, const std::filesystem::path& name);

}  // namespace lyap
