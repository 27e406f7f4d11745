#include "host/backends/cuda/kernel_cache.h"

#include "host/base/checksum.h"
#include "host/base/error.h"
#include "host/system/file_descriptor.h"
#include "host/system/file_to_replace.h"
#include "host/system/output_file.h"
#include "host/system/read_file.h"
#include "host/system/temporary_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <fcntl.h>
#include <stdexcept>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

/// To be raised when what a file or a key says changes its meaning.
constexpr int kFormat = 1;
constexpr std::string_view kExtension = ".cubin-cache";
/// Of a CRC-32, in hexadecimal.
constexpr std::size_t kChecksumDigits = 8;

std::string file_name_of(std::string_view key) {
  return checksum_of(key).append(kExtension);
}

bool is_name_of_ours(std::string_view name) {
  return name.size() == kChecksumDigits + kExtension.size() && name.ends_with(kExtension) &&
         name.find_first_not_of("0123456789abcdef") == kChecksumDigits;
}

/// What a file begins with; the code and a checksum of both follow. Its length depends on that of the key alone.
std::string head_of(std::string_view key, std::size_t code_bytes) {
  return fmt::format("lyap kernel, format {:04}\nkey of {:016x} bytes, code of {:016x} bytes\n{}\n", kFormat,
                     key.size(), code_bytes, key);
}

/// All of a regular file that is not too long; nothing where it cannot be read.
std::optional<std::string> read_whole(int file) {
  struct stat status = {};
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return read_to_end(file, KernelCache::kMaxBytes);
}

/// Makes a folder, and those above it, for the user alone, as the XDG Base Directory Specification says.
void make_private_folder(const fs::path& folder) {
  std::error_code ignored;
  if (fs::is_directory(folder, ignored)) return;
  fs::path made;
  int error = 0;
  for (const fs::path& part : folder) {
    made /= part;
    if (::mkdir(made.c_str(), S_IRWXU) != 0 && errno != EEXIST && error == 0) error = errno;
  }
  if (fs::is_directory(folder, ignored)) return;
  const std::string reason = error == 0 ? "something else has that name" : reason_of(error);
  throw Failure(fmt::format("cannot make the folder '{}': {}", folder.string(), reason));
}

/// OutputFile would write into a FIFO, and replace what a link points to.
void check_replaceable(const fs::path& path) {
  std::error_code ignored;
  const fs::file_type type = fs::symlink_status(path, ignored).type();
  const bool is_other = fs::exists(fs::file_status(type)) && type != fs::file_type::regular;
  if (is_other) throw Failure(fmt::format("cannot write '{}': it is no regular file; remove it", path.string()));
}

/// Removes the least recently used kernels that are too many beside `newest`, the name of one that stays even if the
/// clock was put back.
void remove_least_used(const fs::path& folder, const std::string& newest) {
  std::vector<std::pair<fs::file_time_type, fs::path>> others;
  std::error_code end_of_list;
  for (fs::directory_iterator entry(folder, end_of_list), end; !end_of_list && entry != end;
       entry.increment(end_of_list)) {
    const std::string name = entry->path().filename().string();
    if (name == newest || !is_name_of_ours(name)) continue;
    // Another process may have removed it by now.
    std::error_code gone;
    if (entry->symlink_status(gone).type() != fs::file_type::regular) continue;
    const fs::file_time_type used = entry->last_write_time(gone);
    if (!gone) others.emplace_back(used, entry->path());
  }
  std::ranges::sort(others);
  for (std::size_t i = 0; i + KernelCache::kMaxFiles <= others.size(); ++i) ::unlink(others[i].second.c_str());
}

/// The folder that an environment variable names; empty unless it is an absolute path.
fs::path folder_in(const char* variable) {
  const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): nothing changes the environment
  const fs::path folder(value == nullptr ? "" : value);
  return folder.is_absolute() ? folder : fs::path();
}

}  // namespace

KernelCache::KernelCache(fs::path folder) : folder_(std::move(folder)) {}

fs::path KernelCache::default_folder() {
  const fs::path below = fs::path("lyap") / "kernels";
  if (const fs::path caches = folder_in("XDG_CACHE_HOME"); !caches.empty()) return caches / below;
  if (const fs::path home = folder_in("HOME"); !home.empty()) return home / ".cache" / below;
  return {};
}

std::optional<std::vector<std::byte>> KernelCache::find(std::string_view key) const {
  if (folder_.empty()) return std::nullopt;
  const fs::path path = folder_ / file_name_of(key);
  // A FIFO of that name is not waited for, and a link is none of ours.
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
  const std::optional<std::string> content = file ? read_whole(file.get()) : std::nullopt;
  const std::size_t around = head_of(key, 0).size() + kChecksumDigits;
  if (!content || content->size() < around) return std::nullopt;

  // Lengths that the file states are compared with those that it has, and never believed.
  const std::string head = head_of(key, content->size() - around);
  const std::string_view checked = std::string_view(*content).substr(0, content->size() - kChecksumDigits);
  const std::string_view checksum = std::string_view(*content).substr(checked.size());
  if (!checked.starts_with(head) || checksum != checksum_of(checked)) return std::nullopt;
  // Fails for a file of another user, which then counts as used when it was written.
  static_cast<void>(::futimens(file.get(), nullptr));
  const auto code = std::as_bytes(std::span(checked.substr(head.size())));
  return std::vector(code.begin(), code.end());
}

std::string KernelCache::store(std::string_view key, std::span<const std::byte> code) const {
  if (folder_.empty()) return "compiled kernels are not kept: there is no folder for them";
  const std::string name = file_name_of(key);
  const fs::path path = folder_ / name;
  const std::size_t bytes = head_of(key, 0).size() + code.size() + kChecksumDigits;
  if (bytes > kMaxBytes) {
    return fmt::format("cannot write '{}': it would have {} bytes; {} are kept at most", path.string(), bytes,
                       kMaxBytes);
  }
  std::string content = head_of(key, code.size());
  content.append(reinterpret_cast<const char*>(code.data()), code.size());
  content += checksum_of(content);
  try {
    make_private_folder(folder_);
    check_replaceable(path);
    OutputFile file(path.string());
    file.write(std::as_bytes(std::span(content)));
    file.commit();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  remove_least_used(folder_, name);
  remove_abandoned_temporaries(folder_, is_name_of_ours);
  return "";
}

}  // namespace lyap
