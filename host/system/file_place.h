#pragma once

#include <filesystem>
#include <string>

namespace lyap {

/// Where the bytes go that are written to `path`, whether it exists or not: an absolute path without "." and "..", with
/// all symbolic links followed, also a last one that leads to nothing yet. Two paths with the same place are one file.
/// "-" is no path. Folders that do not exist are taken as they are written.
std::filesystem::path file_place(const std::filesystem::path& path);

/// Whether two paths are one file, so that what is written to one is read from the other: they have the same place,
/// also where a folder is mounted twice or the file system ignores case.
///
/// Two hard links of a regular file are two files: each is replaced without the other.
bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b);

}  // namespace lyap
