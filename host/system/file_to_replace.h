#pragma once

#include "host/system/file_descriptor.h"
#include "host/system/open_file_path.h"

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
  /// Of a path that means an open file, /dev/stdout or /dev/fd/3.
  std::optional<OpenFilePath> open_file;

  /// Whether it is written in place and not replaced: an open file, or no regular file (a FIFO, /dev/null, a terminal).
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

/// A file name with room for what the names of temporaries and parts add: the name, or, of one that is longer than 100
/// bytes, its start, cut between UTF-8 characters, "~" and a checksum of it all.
std::string shortened_name(const std::string& name);

/// The message of an errno that writing a file has set, with advice for the user where there is some: "No space left on
/// device; free some space or write elsewhere".
std::string reason_of(int error);

}  // namespace lyap
