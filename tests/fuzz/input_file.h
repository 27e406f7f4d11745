#pragma once

#include "tests/fuzz/require.h"
#include "tests/support/temporary_folder.h"

#include <fcntl.h>
#include <string>
#include <string_view>
#include <unistd.h>

namespace lyap {

/// A file for functions that read one by its path: made once, and then written over from one input to the next.
class InputFile {
 public:
  explicit InputFile(const std::string& name)
      : path_(folder_ / name), file_(::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    require(file_ >= 0, "a temporary file can be made");
  }
  ~InputFile() { ::close(file_); }
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  InputFile(InputFile&&) = delete;
  InputFile& operator=(InputFile&&) = delete;

  const std::string& path() const { return path_; }

  void set(std::string_view content) const {
    const bool written = ::ftruncate(file_, 0) == 0 &&
                         ::pwrite(file_, content.data(), content.size(), 0) == static_cast<ssize_t>(content.size());
    require(written, "a temporary file can be written");
  }

 private:
  TemporaryFolder folder_;
  std::string path_;
  int file_;
};

}  // namespace lyap
