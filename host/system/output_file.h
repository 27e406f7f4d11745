#pragma once

#include "host/system/byte_sink.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace lyap {

struct FileToReplace;

/// A file that appears under its name only when it is whole. Until commit() the bytes go to a hidden temporary,
/// ".NAME.xxxxxxxx.part", in the same folder; without commit() or keep_part() the destructor removes that, and an older
/// file keeps its content. A process that is killed leaves at most such a temporary behind. While it is being
/// written, it is locked (flock).
///
/// - "-" means standard output.
/// - A symbolic link stays, and the file it points to is replaced.
/// - What is not a regular file (a FIFO, /dev/null, a terminal) is written in place.
/// - The file gets the permissions of the one that it replaces, or else those that the umask allows.
///
/// Writes are not buffered: write blocks, not single bytes. The process must ignore SIGPIPE and SIGXFSZ: then a closed
/// pipe and the file-size limit are Failures.
class OutputFile : public ByteSink {
 public:
  /// Opens the file for writing; opening a FIFO waits for its reader. A stop request ends that wait, and every write.
  /// Throws Failure where nothing could be written: a directory, a write-protected file, a missing or unwritable
  /// folder. Throws InvalidInput for an empty path, and Interrupted.
  explicit OutputFile(std::string path, std::stop_token stop = {});
  ~OutputFile() override;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  OutputFile(OutputFile&&) = delete;
  OutputFile& operator=(OutputFile&&) = delete;

  /// Appends all of `bytes`. Throws Failure (a full disk, a closed pipe) with the file's name and the reason, and
  /// Interrupted soon after a stop is requested, also while nobody reads what a pipe holds.
  void write(std::span<const std::byte> bytes) override;

  /// Gives the finished file its name. Nothing may be written afterwards. Throws Failure, and the older file stays;
  /// where only the name could not be given, the temporary stays too, and the message says where it is.
  void commit();

  /// What is left of a file that will not be finished.
  struct Part {
    std::string path;
    /// What went wrong, for the user; empty if nothing did.
    std::string problem;
  };

  /// Instead of commit(): keeps the first `bytes` of the file as a part beside the target, which part_path() names.
  /// What cannot be renamed stays where it is. Nothing may be written afterwards. Nothing is kept of a file that is
  /// written in place, or of which commit() has kept the temporary. Throws nothing but std::bad_alloc.
  std::optional<Part> keep_part(std::uintmax_t bytes);

  /// The path as it was given.
  const std::string& path() const { return path_; }

  /// The path as messages name it: standard output, or the path in quotes.
  std::string shown_name() const override;

  /// Whether bytes are final as soon as they are written, because there is no temporary: standard output, a FIFO, a
  /// device.
  bool is_written_in_place() const { return in_place_; }

  /// The path of the temporary, for another program that writes the file; empty where it is written in place.
  const std::filesystem::path& temporary() const { return temporary_; }

 private:
  void open_standard_output();
  void open_in_place();
  void open_fifo();
  void open_temporary(const FileToReplace& replaced);
  void write_piece(std::span<const std::byte> bytes);
  void wait_for_room() const;
  [[noreturn]] void fail(int error) const;

  std::string path_;
  std::stop_token stop_;
  std::filesystem::path target_;     // what is replaced: the path with its links followed
  std::filesystem::path temporary_;  // empty: written in place, nothing to rename or remove
  int descriptor_ = -1;
  bool in_place_ = true;
};

}  // namespace lyap
