// The kernel cache: files of any content under a kernel's name, and a kernel's file with bytes of the input over its
// own.
#include "host/backends/cuda/kernel_cache.h"
#include "tests/fuzz/require.h"
#include "tests/support/temporary_folder.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lyap {
namespace {

constexpr std::string_view kKey = "sm_90, steps AABAB";

/// A cache with one kernel.
class Fixture {
 public:
  Fixture() : cache_(folder_.path()) {
    require(cache_.store(kKey, code_).empty(), "a kernel can be stored");
    path_ = folder_ / folder_.names().at(0);
    stored_ = content_of(path_);
    require(found(stored_) == code_, "a kernel that was stored is found");
  }

  const std::string& stored() const { return stored_; }
  const std::vector<std::byte>& code() const { return code_; }

  /// What is found once the file holds `content`.
  std::optional<std::vector<std::byte>> found(std::string_view content) const {
    make_file(path_, content);
    return cache_.find(kKey);
  }

 private:
  TemporaryFolder folder_;
  KernelCache cache_;
  std::vector<std::byte> code_ = std::vector<std::byte>(40, std::byte{0x7F});
  std::string path_;
  std::string stored_;
};

/// A file that is found is longer than its code by what stands around that, which is the same for all of a key.
void find_in(const Fixture& fixture, const std::string& content) {
  const auto code = fixture.found(content);
  if (!code) return;
  const std::size_t around = fixture.stored().size() - fixture.code().size();
  require(content.size() == code->size() + around, "code is all that stands in its file");
  require(content.find(kKey) != std::string::npos, "a file that is found holds its key");
}

/// `bytes` over those of the stored file, from the place on that the first two tell.
std::string damaged(std::string content, std::span<const char> bytes) {
  if (bytes.size() < 2) return content;
  const auto first = static_cast<unsigned char>(bytes[0]);
  const auto second = static_cast<unsigned char>(bytes[1]);
  const std::size_t place = (first * 256U + second) % content.size();
  const std::size_t count = std::min(bytes.size() - 2, content.size() - place);
  std::copy_n(bytes.begin() + 2, count, content.begin() + static_cast<std::ptrdiff_t>(place));
  return content;
}

/// Whoever writes the checksum that fits has made another kernel, which no checksum can tell.
void find_damaged(const Fixture& fixture, const std::string& content) {
  constexpr std::size_t kChecksumDigits = 8;
  const auto code = fixture.found(content);
  if (content == fixture.stored()) return require(code == fixture.code(), "what was stored is found");
  const bool is_forged = !content.ends_with(fixture.stored().substr(content.size() - kChecksumDigits));
  require(!code || is_forged, "a damaged kernel is none");
}

}  // namespace
}  // namespace lyap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const lyap::Fixture fixture;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  lyap::find_in(fixture, bytes);
  lyap::find_damaged(fixture, lyap::damaged(fixture.stored(), bytes));
  return 0;
}
