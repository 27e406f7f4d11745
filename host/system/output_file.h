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

/// Whether an OutputFile first removes temporaries of its name whose writers are no more. Who writes many files into
/// one folder removes them once, remove_abandoned_temporaries().
enum class Abandoned { kRemove, kKeep };

/// A file that appears under its name only when it is whole. Until commit() the bytes go to a TemporaryFile in the same
/// folder; without commit() or keep_part() the destructor removes that, and an older file keeps its content. A process
/// that is killed leaves at most such a temporary behind, which the next one with this output removes.
///
/// - "-" means standard output, and /dev/stdout or /dev/fd/3 an open file, to which bytes are appended.
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
  explicit OutputFile(std::string path, std::stop_token stop = {}, Abandoned abandoned = Abandoned::kRemove);
  ~OutputFile() override;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  OutputFile(OutputFile&&) = delete;
  OutputFile& operator=(OutputFile&&) = delete;

  /// Appends all of `bytes`. Throws Failure (a full disk, a closed pipe) with the file's name and the reason, and
  /// Interrupted soon after a stop is requested, also while nobody reads what a pipe holds.
  void write(std::span<const std::byte> bytes) override;

  /// Writes all of `bytes` from byte `offset` on, which may lie behind the end or before it; for formats that come back
  /// to their front. Only where the file is not written in place. Throws as write() does.
  void write_at(std::uint64_t offset, std::span<const std::byte> bytes);

  /// Gives the finished file its name. Nothing may be written afterwards. Throws Failure where it cannot have it or
  /// not all bytes have reached the disk; then the older file stays, and the message says where the new one is.
  void commit();

  /// What is left of a file that will not be finished.
  struct Part {
    std::string path;
    /// What went wrong, for the user; empty if nothing did.
    std::string problem;
  };

  /// Instead of commit(): keeps the first `bytes` of the file beside the target, as keep_as_part() does.
  /// What cannot be renamed stays where it is. Nothing may be written afterwards. Nothing is kept of a file that is
  /// written in place, or of which commit() has kept the temporary. Throws nothing but std::bad_alloc.
  std::optional<Part> keep_part(std::uintmax_t bytes);

  /// The path as it was given.
  const std::string& path() const { return path_; }

  /// The path as messages name it: standard output, or the path in quotes.
  std::string shown_name() const final;

  /// Whether bytes are final as soon as they are written, because there is no temporary: standard output, a FIFO, a
  /// device.
  bool is_written_in_place() const { return in_place_; }

  /// The path of the temporary, for another program that writes the file; empty where it is written in place.
  const std::filesystem::path& temporary() const { return temporary_; }

 private:
  void open(Abandoned abandoned);
  void open_descriptor(int descriptor);
  void open_in_place(int flags);
  void open_fifo();
  void open_temporary(const FileToReplace& replaced);
  void write_piece(std::span<const std::byte> bytes);
  void wait_for_room() const;
  std::size_t room_without_blocking() const;
  [[noreturn]] void fail(int error) const;

  std::string path_;
  std::stop_token stop_;
  std::filesystem::path target_;     // what is replaced: the path with its links followed
  std::filesystem::path temporary_;  // empty: written in place, nothing to rename or remove
  int descriptor_ = -1;
  bool in_place_ = true;
  bool on_disk_ = true;  // a regular file, which never blocks
};

}  // namespace lyap
