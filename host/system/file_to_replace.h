#pragma once

#include "host/system/file_descriptor.h"

#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>

namespace lyap {

/// The path that a finished file is to take, and what exists there now.
struct FileToReplace {
  /// The path with symbolic links followed: a link stays, and the file it points to is replaced.
  std::filesystem::path target;
  /// Type and permissions of what exists there; nothing if nothing does.
  std::optional<mode_t> mode;

  /// Whether it is no regular file (a FIFO, /dev/null, a terminal), so that it is written in place and not replaced.
  bool is_special() const;
};

/// Finds out what is at `path`. Throws Failure where no file could be written: a directory, a write-protected file, a
/// missing folder.
FileToReplace find_file_to_replace(const std::string& path);

/// Creates or opens `name`, a file that will be renamed to the target later, for writing; `flags` are added to those of
/// open(). It gets the permissions of the file that it replaces, or else those that the umask allows. Returns an empty
/// descriptor and sets errno where that fails.
FileDescriptor open_replacement(const std::filesystem::path& name, int flags, const FileToReplace& replaced);

/// The path that `path` leads to through symbolic links: no link itself, whether it exists or not. Where links lead to
/// each other, one of them.
std::filesystem::path follow_links(std::filesystem::path path);

/// The folder of `file`; "." for a name without one.
std::filesystem::path folder_of(const std::filesystem::path& file);

/// The first 100 bytes of a file name, cut between UTF-8 characters: it leaves room for what temporaries and parts add.
std::string start_of_name(const std::string& name);

/// The name of a file that is not whole yet, loop.part.mp4 for the path loop.mp4. It lies beside `target`, to which the
/// path leads through links, so that it can be renamed to it; and it has the ending of the path, so that players know
/// what it is.
std::string part_path(const std::filesystem::path& path, const std::filesystem::path& target);

/// The message of an errno that writing a file has set, with advice for the user where there is some: "No space left on
/// device; free some space or write elsewhere".
std::string reason_of(int error);

}  // namespace lyap
