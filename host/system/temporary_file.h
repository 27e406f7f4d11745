#pragma once

#include "host/system/file_descriptor.h"
#include "host/system/file_to_replace.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace lyap {

/// A file that has no name of its own yet: ".NAME.xxxxxxxx.part", hidden, in the folder of the file that it is to
/// become, with the shortened_name() of that. It is locked while its writer lives, so that others can tell one that was
/// left behind.
struct TemporaryFile {
  std::filesystem::path path;
  /// Open for writing; empty where none could be made, and errno says why.
  FileDescriptor file;
};

/// Makes a new temporary for a file. Its permissions are those of open_replacement().
TemporaryFile make_temporary(const FileToReplace& replaced);

/// The temporary by which a process keeps `target` for itself, a file that does not exist and that it will write under
/// another temporary: there is only one of it. Its number is 00000000.
std::filesystem::path reservation_path(const std::filesystem::path& target);

/// Removes from `folder` the temporaries whose writers are no more. `is_ours` gets the shortened_name() of the file
/// that one was to become and returns whether it may be removed. Temporaries that cannot be removed stay, and so do all
/// where the file system knows no locks.
void remove_abandoned_temporaries(const std::filesystem::path& folder,
                                  const std::function<bool(std::string_view)>& is_ours);

/// The same for one file.
void remove_abandoned_temporaries(const std::filesystem::path& target);

}  // namespace lyap
