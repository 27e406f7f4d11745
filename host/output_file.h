#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace lyap {

/// A file that appears under its name only when it is whole. Until commit() the bytes go to a hidden temporary
/// ".NAME.xxxxxxxx.part" in the same folder; without commit() the destructor removes that and an older file keeps
/// its content. A run that is killed leaves at most such a temporary behind.
///
/// - "-" means standard output.
/// - A symbolic link stays, and the file it points to is replaced.
/// - What is not a regular file (a FIFO, /dev/null, a terminal) is written into as it stands.
/// - A replaced file passes on its permissions; a new one gets what the umask allows.
///
/// Writes are not buffered: hand over blocks, not bytes. A closed pipe or a file-size limit arrives as Failure only
/// in a program that ignores SIGPIPE and SIGXFSZ.
class OutputFile {
 public:
  /// Opens the file for writing; opening a FIFO waits for its reader. Throws Failure where nothing could be written: a
  /// directory, a write-protected file, a missing or unwritable folder. Throws InvalidInput for an empty path.
  explicit OutputFile(std::string path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  OutputFile(OutputFile&&) = delete;
  OutputFile& operator=(OutputFile&&) = delete;

  /// Appends all of `bytes`. Throws Failure (a full disk, a closed pipe) with the file's name and the reason.
  void write(std::span<const std::byte> bytes);

  /// Gives the finished file its name. Nothing may be written afterwards. Throws Failure, and the older file stays.
  void commit();

  /// The path as it was given.
  const std::string& path() const { return path_; }

 private:
  void open_standard_output();
  void open_in_place();
  void open_temporary();
  [[noreturn]] void fail(int error) const;

  std::string path_;
  std::filesystem::path target_;     // what is replaced: the path with its links followed
  std::filesystem::path temporary_;  // empty: written in place, nothing to rename or remove
  int descriptor_ = -1;
};

}  // namespace lyap
