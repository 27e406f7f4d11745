#pragma once

#include "host/system/file_descriptor.h"
#include "host/system/file_to_replace.h"

#include <filesystem>
#include <string>

namespace lyap {

/// The file that an encoder writes while a film is not yet whole: loop.part.mp4 beside loop.mp4, which players can
/// open. It is locked, so that only one process at a time writes it, and marked (mark_as_part()): a marked part that an
/// earlier run has left is overwritten. Where another file has that name, it is loop.part-2.mp4, and so on.
///
/// The destructor removes the part if it is empty, and leaves it otherwise.
class PartFile {
 public:
  /// Makes the part of the film `path`. Throws Failure if the folder is not writable or another process is writing a
  /// part of this film.
  PartFile(const std::string& path, FileToReplace replaced);
  ~PartFile();
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  PartFile(PartFile&&) = delete;
  PartFile& operator=(PartFile&&) = delete;

  const std::string& path() const { return path_; }

  /// The descriptor that holds the lock. A program that inherits it holds the lock too.
  int descriptor() const { return file_.get(); }

  bool empty() const;

  /// Gives the finished film its name, after its bytes have reached the disk. Throws Failure, and the part stays; the
  /// message says where it is.
  void commit();

  void remove();

 private:
  bool take(const std::string& name);

  std::string final_path_;
  std::string path_;
  FileToReplace replaced_;
  FileDescriptor file_;
};

}  // namespace lyap
