#include "tests/disturbed/mounts.h"

#include <cerrno>
#include <sched.h>
#include <sys/mount.h>
#include <system_error>
#include <unistd.h>

namespace lyap {
namespace {

std::string reason(const std::string& what) {
  return "no mounts of our own here: " + what + ": " + std::generic_category().message(errno);
}

void require(bool holds, const std::string& what) {
  if (!holds) throw std::system_error(errno, std::generic_category(), what);
}

/// To itself and to us we are the superuser then, as only that one may mount.
bool become_superuser_of_a_namespace() {
  const std::string user = "0 " + std::to_string(::geteuid()) + " 1";
  const std::string group = "0 " + std::to_string(::getegid()) + " 1";
  if (::unshare(CLONE_NEWUSER) != 0) return false;
  make_file("/proc/self/setgroups", "deny");
  make_file("/proc/self/uid_map", user);
  make_file("/proc/self/gid_map", group);
  return ::geteuid() == 0;
}

}  // namespace

std::string enter_mount_namespace() {
  static bool entered = false;
  if (entered) return "";
  if (::geteuid() != 0 && !become_superuser_of_a_namespace()) return reason("unshare(CLONE_NEWUSER)");
  if (::unshare(CLONE_NEWNS) != 0) return reason("unshare(CLONE_NEWNS)");
  if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return reason("mount --make-rprivate");
  const TemporaryFolder folder;
  if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=4k") != 0) return reason("mount -t tmpfs");
  ::umount2(folder.path().c_str(), MNT_DETACH);
  entered = true;
  return "";
}

Mount Mount::small_disk(const std::string& folder, const std::string& options) {
  require(::mount("tmpfs", folder.c_str(), "tmpfs", 0, options.c_str()) == 0, "mount -o " + options);
  return Mount(folder);
}

Mount Mount::once_more(const std::string& source, const std::string& target) {
  require(::mount(source.c_str(), target.c_str(), nullptr, MS_BIND, nullptr) == 0, "mount --bind " + source);
  return Mount(target);
}

Mount::~Mount() {
  ::umount2(target_.c_str(), MNT_DETACH);
}

void Mount::set_read_only(bool read_only) const {
  unsigned long flags = MS_REMOUNT;
  if (read_only) flags |= MS_RDONLY;
  require(::mount("none", target_.c_str(), nullptr, flags, nullptr) == 0, "mount -o remount " + target_);
}

}  // namespace lyap
