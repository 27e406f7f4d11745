#pragma once

#include "host/system/file_descriptor.h"
#include "host/system/file_to_replace.h"

#include <filesystem>
#include <string>

namespace lyap {

/// The file that an encoder writes while a film is not yet whole: loop.part.mp4 beside loop.mp4. Its name shows what it
/// is and lets players open it. Only one program at a time has it. An older part of that name is overwritten.
///
/// The destructor removes it where it is empty, and else leaves it.
class PartFile {
 public:
  /// Makes the part of the film that will be `path`, and empties it. Throws Failure if the folder is not writable or
  /// another lyap writes that part.
  PartFile(const std::string& path, FileToReplace replaced);
  ~PartFile();
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  PartFile(PartFile&&) = delete;
  PartFile& operator=(PartFile&&) = delete;

  const std::string& path() const { return path_; }

  /// The open file, whose lock keeps others out.
  int descriptor() const { return file_.get(); }

  bool empty() const;

  /// Writes it to the disk and gives it the final name. Throws Failure.
  void become_whole();

  void remove();

 private:
  void open();

  std::string whole_;
  std::string path_;
  FileToReplace replaced_;
  FileDescriptor file_;
};

}  // namespace lyap
