#pragma once

#include <filesystem>

namespace lyap {

/// Whether both names lead to one file, through links too; of files that do not exist yet, whether they will.
bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b);

}  // namespace lyap
