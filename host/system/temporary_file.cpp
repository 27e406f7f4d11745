#include "host/system/temporary_file.h"

#include "host/system/file_lock.h"

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <optional>
#include <random>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnd = ".part";
constexpr std::size_t kDigits = 8;

fs::path temporary_path(const fs::path& target, std::uint32_t number) {
  return folder_of(target) / fmt::format(".{}.{:08x}{}", shortened_name(target.filename().string()), number, kEnd);
}

/// NAME of ".NAME.xxxxxxxx.part"; nothing for other names.
std::optional<std::string_view> final_name_of(std::string_view temporary) {
  constexpr std::size_t kAround = 1 + 1 + kDigits + kEnd.size();
  if (temporary.size() <= kAround || !temporary.starts_with('.') || !temporary.ends_with(kEnd)) return std::nullopt;
  const std::string_view name = temporary.substr(1, temporary.size() - kAround);
  const std::string_view number = temporary.substr(1 + name.size(), 1 + kDigits);
  const bool random = number.front() == '.' && number.find_first_not_of("0123456789abcdef", 1) == number.npos;
  return random ? std::optional(name) : std::nullopt;
}

/// The kernel drops the writer's lock when the writer ends, however it ends.
void remove_if_abandoned(const fs::path& temporary) {
  const FileDescriptor file(::open(temporary.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (file && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0) ::unlink(temporary.c_str());
}

}  // namespace

TemporaryFile make_temporary(const FileToReplace& replaced) {
  while (true) {
    const fs::path path = temporary_path(replaced.target, std::random_device{}());
    FileDescriptor file = open_replacement(path, O_EXCL, replaced);
    if (!file && errno == EEXIST) continue;
    // Before it was locked, another process may have taken it for abandoned.
    if (!file || (try_lock(file.get()) && is_named(file.get(), path))) return {path, std::move(file)};
  }
}

fs::path reservation_path(const fs::path& target) {
  return temporary_path(target, 0);
}

void remove_abandoned_temporaries(const fs::path& folder, const std::function<bool(std::string_view)>& is_ours) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string file_name = entry->path().filename().string();
    const std::optional<std::string_view> name = final_name_of(file_name);
    if (name && is_ours(*name)) remove_if_abandoned(entry->path());
  }
}

void remove_abandoned_temporaries(const fs::path& target) {
  const std::string name = shortened_name(target.filename().string());
  remove_abandoned_temporaries(folder_of(target), [&](std::string_view found) { return found == name; });
}

}  // namespace lyap
