#include "host/system/abandoned_temporaries.h"

#include <ctime>
#include <fcntl.h>
#include <optional>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

/// NAME of ".NAME.xxxxxxxx.part", as OutputFile names its temporaries; nothing for other names.
std::optional<std::string_view> final_name_of(std::string_view temporary) {
  constexpr std::string_view kEnd = ".part";
  constexpr std::size_t kDigits = 8;
  constexpr std::size_t kAround = 1 + 1 + kDigits + kEnd.size();
  if (temporary.size() <= kAround || !temporary.starts_with('.') || !temporary.ends_with(kEnd)) return std::nullopt;
  const std::string_view name = temporary.substr(1, temporary.size() - kAround);
  const std::string_view number = temporary.substr(1 + name.size(), 1 + kDigits);
  const bool random = number.front() == '.' && number.find_first_not_of("0123456789abcdef", 1) == number.npos;
  return random ? std::optional(name) : std::nullopt;
}

bool is_idle(int file, std::chrono::seconds time) {
  struct stat status = {};
  // Without a time to wait for, clocks do not matter.
  return time.count() == 0 ||
         (::fstat(file, &status) == 0 && std::time(nullptr) - status.st_mtim.tv_sec >= time.count());
}

/// The kernel drops the writer's lock when the writer ends, however it ends.
void remove_if_abandoned(const fs::path& temporary, std::chrono::seconds idle) {
  const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return;
  if (is_idle(descriptor, idle) && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0) ::unlink(temporary.c_str());
  ::close(descriptor);
}

}  // namespace

void remove_abandoned_temporaries(const fs::path& folder, const std::function<bool(std::string_view)>& is_ours,
                                  std::chrono::seconds idle) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string file_name = entry->path().filename().string();
    const std::optional<std::string_view> name = final_name_of(file_name);
    if (name && is_ours(*name)) remove_if_abandoned(entry->path(), idle);
  }
}

}  // namespace lyap
