#include "tests/disturbed/disturbance.h"
#include "tests/disturbed/mounts.h"
#include "tests/disturbed/undisturbed.h"

#include <filesystem>

namespace lyap {
namespace {

namespace fs = std::filesystem;

class DisturbedByPermissions : public Disturbance {
 protected:
  /// As one for whom permissions count.
  static ProgramResult run_as_nobody(const OutputFolder& folder) {
    Launch launch = folder.launch();
    launch.unprivileged = true;
    return run_program(launch);
  }

  static void set(const fs::path& path, unsigned mode) { fs::permissions(path, fs::perms(mode)); }

  static void set_outputs(const OutputFolder& folder, unsigned mode) {
    for (const OutputPromise& file : kind().files) set(folder.path() / file.name, mode);
  }

  static Outcomes failure_of_files() { return kind().files.empty() ? only_success() : only_failure(); }
};

TEST_P(DisturbedByPermissions, AFolderThatMayNotBeWrittenIsAnError) {
  for (const Older older : {Older::kAbsent, Older::kPresent}) {
    const OutputFolder folder(kind(), older);
    set(folder.path(), 0555);
    folder.expect_invariants(run_as_nobody(folder), failure_of_files());
  }
}

TEST_P(DisturbedByPermissions, AFolderThatMayNotBeEnteredIsAnError) {
  const OutputFolder folder(kind(), Older::kPresent);
  folder.give_away();
  set(folder.path(), 0);
  const ProgramResult result = run_as_nobody(folder);
  set(folder.path(), 0755);
  folder.expect_invariants(result, failure_of_files());
}

TEST_P(DisturbedByPermissions, AFolderThatMayNotBeListedIsOneLikeOthers) {
  const OutputFolder folder(kind(), Older::kPresent);
  folder.give_away();
  set(folder.path(), 0333);
  const ProgramResult result = run_as_nobody(folder);
  set(folder.path(), 0755);
  folder.expect_invariants(result, only_success());
}

TEST_P(DisturbedByPermissions, OlderFilesThatAreProtectedStay) {
  if (kind().files.empty()) GTEST_SKIP() << "it makes no file";
  const OutputFolder folder(kind(), Older::kPresent);
  folder.give_away();
  set_outputs(folder, 0444);
  folder.expect_invariants(run_as_nobody(folder), only_failure());
}

TEST_P(DisturbedByPermissions, OlderFilesOfOthersThatOneMayWriteAreReplacedWholeOrNotAtAll) {
  const OutputFolder folder(kind(), Older::kPresent);
  set_outputs(folder, 0666);
  // In a folder with the sticky bit none but the owner may rename or remove a file.
  set(folder.path(), 01777);
  folder.expect_invariants(run_as_nobody(folder), {});
}

TEST_P(DisturbedByPermissions, AFolderInThePlaceOfAFileIsAnError) {
  undisturbed(kind());  // with all of its files
  for (const OutputPromise& file : kind().files) {
    SCOPED_TRACE("the folder " + file.name);
    OutputKind others = kind();
    std::erase_if(others.files, [&](const OutputPromise& other) { return other.name == file.name; });
    const OutputFolder folder(others, Older::kPresent);
    fs::create_directory(folder.path() / file.name);
    const ProgramResult result = run_program(folder.launch());
    EXPECT_TRUE(fs::is_directory(folder.path() / file.name));
    fs::remove_all(folder.path() / file.name);
    folder.expect_invariants(result, {false, true, {}, false, true});
  }
}

TEST_P(DisturbedByPermissions, ADiskThatIsOnlyReadIsAnError) {
  undisturbed(kind());
  if (const std::string reason = enter_mount_namespace(); !reason.empty()) GTEST_SKIP() << reason;
  const TemporaryFolder place;
  const Mount disk = Mount::small_disk(place.path(), "size=1m");
  const OutputFolder folder(kind(), Older::kPresent, place.path());
  disk.set_read_only(true);
  const ProgramResult result = run_program(folder.launch());
  folder.expect_invariants(result, failure_of_files());
  disk.set_read_only(false);
}

LYAP_DISTURB_EVERY_KIND(DisturbedByPermissions);

}  // namespace
}  // namespace lyap
