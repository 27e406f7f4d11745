#pragma once

#include "host/system/file_descriptor.h"

#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>

namespace lyap {

/// A name that a finished file is to take, and what has that name now.
struct FileToReplace {
  /// The path with its links followed: a symbolic link stays, and the file it points to is replaced.
  std::filesystem::path target;
  /// Type and permissions of what is there, if there is something.
  std::optional<mode_t> mode;

  /// A FIFO, /dev/null, a terminal: nothing that could be replaced by another file.
  bool is_special() const;
};

/// Looks at what is at `path`. Throws Failure where nothing could be written: a directory, a write-protected file, a
/// missing folder.
FileToReplace find_file_to_replace(const std::string& path);

/// Opens `name`, a file that will be renamed to the target later, for writing; `flags` of open() in
/// addition. It gets the permissions of the file it replaces, a new one what the umask allows. Returns an empty
/// descriptor, and errno, where that fails.
FileDescriptor open_replacement(const std::filesystem::path& name, int flags, const FileToReplace& replaced);

/// The name that `path` leads to through symbolic links: one that is no link, whether there is a file of it or not. Of
/// links that lead to each other, one of them.
std::filesystem::path follow_links(std::filesystem::path path);

/// The folder that `file` lies in, "." for a bare name.
std::filesystem::path folder_of(const std::filesystem::path& file);

/// The start of a file name that stays a valid name when a few words are added to it.
std::string start_of_name(const std::string& name);

/// The name of a file that is not whole yet, loop.part.mp4 for the path loop.mp4. It lies beside `target`, to which the
/// path leads through links, so that it can be renamed to it; and it has the ending of the path, so that players know
/// what it is.
std::string part_path(const std::filesystem::path& path, const std::filesystem::path& target);

/// What an errno of a file that is written means, and what the user can do about it:
/// "No space left on device; free some space or write elsewhere".
std::string reason_of(int error);

}  // namespace lyap
