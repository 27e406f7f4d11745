#pragma once

#include <filesystem>

namespace lyap {

/// The name of a file that is not whole: loop.part.mp4 for the path loop.mp4, loop.part-2.mp4 as the second choice. It
/// lies beside `target`, to which the path leads through links, so that it can be renamed to it; and it has the ending
/// of the path, so that players know what it is.
std::filesystem::path part_path(const std::filesystem::path& path, const std::filesystem::path& target, int choice = 1);

/// Notes in a file's attributes ("user.lyap.part") that it is what a run of lyap has left of its output, which the next
/// run may overwrite; or removes the note from a file that has become whole. Without effect where the file system keeps
/// no attributes.
void mark_as_part(int file, bool is_part);

/// Whether the open file has that note.
bool is_marked_as_part(int file);

/// Where keep_as_part() has put a file, and the errno of what went wrong there, or 0.
struct KeptPart {
  std::filesystem::path path;
  int error = 0;
};

/// Renames what there is of an output, so far a hidden temporary, to the first part_path() that no file has but a part
/// that was left and marked. Marks it, unless it is whole and only its name could not be given. Where it cannot be
/// renamed it keeps its name.
KeptPart keep_as_part(const std::filesystem::path& temporary, const std::filesystem::path& path,
                      const std::filesystem::path& target, bool is_whole);

}  // namespace lyap
