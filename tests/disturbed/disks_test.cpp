#include "tests/disturbed/disturbance.h"
#include "tests/disturbed/mounts.h"
#include "tests/disturbed/undisturbed.h"

#include <algorithm>

namespace lyap {
namespace {

constexpr int kPageBytes = 4096;

class DisturbedByDisks : public Disturbance {
 protected:
  static int pages_of(const std::string& content) { return static_cast<int>(content.size()) / kPageBytes + 1; }

  /// What the finished files take.
  static int needed_pages() {
    int pages = 0;
    for (const auto& [name, content] : undisturbed(kind()).files) pages += pages_of(content);
    return pages;
  }

  /// What is there before the run, each file less than a page.
  static int files_before(Older older) {
    const std::size_t outputs = older == Older::kPresent ? kind().files.size() : 0;
    return static_cast<int>(kind().inputs.size() + outputs);
  }

  static void expect_invariants_on_disk(Older older, const std::string& options) {
    SCOPED_TRACE("on tmpfs with " + options);
    const TemporaryFolder place;
    const Mount disk = Mount::small_disk(place.path(), options);
    const OutputFolder folder(kind(), older, place.path());
    folder.expect_invariants(run_program(folder.launch()), {});
  }
};

TEST_P(DisturbedByDisks, AFullDiskLeavesOnlyWholeFiles) {
  if (kind().files.empty()) GTEST_SKIP() << "it makes no file";
  undisturbed(kind());
  if (const std::string reason = enter_mount_namespace(); !reason.empty()) GTEST_SKIP() << reason;
  const Rounds rounds(3);
  for (int round = 0; round < rounds.count() && !HasFailure(); ++round) {
    SCOPED_TRACE(rounds.settings(round));
    Random random = rounds.random(round);
    const Older older = DisturbedByDisks::older(random);
    // From nothing to more than enough: a film is copied once.
    const int pages = files_before(older) + 1 + random.between(0, 2 * needed_pages() + 4);
    expect_invariants_on_disk(older, "size=" + std::to_string(pages * kPageBytes));
  }
}

TEST_P(DisturbedByDisks, ADiskWithoutRoomForMoreFilesDoesToo) {
  if (kind().files.empty()) GTEST_SKIP() << "it makes no file";
  undisturbed(kind());
  if (const std::string reason = enter_mount_namespace(); !reason.empty()) GTEST_SKIP() << reason;
  const Rounds rounds(2);
  for (int round = 0; round < rounds.count() && !HasFailure(); ++round) {
    SCOPED_TRACE(rounds.settings(round));
    Random random = rounds.random(round);
    const Older older = DisturbedByDisks::older(random);
    // One for the disk itself, one for the folder.
    const int files = 2 + files_before(older) + random.between(0, static_cast<int>(kind().files.size()) + 1);
    expect_invariants_on_disk(older, "nr_inodes=" + std::to_string(files));
  }
}

TEST_P(DisturbedByDisks, ALimitOfFileSizesDoesToo) {
  if (kind().files.empty()) GTEST_SKIP() << "it makes no file";
  std::size_t largest = 0;
  for (const auto& [name, content] : undisturbed(kind()).files) largest = std::max(largest, content.size());
  const Rounds rounds(2);
  for (int round = 0; round < rounds.count() && !HasFailure(); ++round) {
    Random random = rounds.random(round);
    const OutputFolder folder(kind(), older(random));
    Launch launch = folder.launch();
    launch.most_file_bytes = static_cast<std::uint64_t>(random.between(1, static_cast<int>(largest * 3 / 2)));
    SCOPED_TRACE(rounds.settings(round) + "\nfiles of " + std::to_string(launch.most_file_bytes) + " bytes");
    folder.expect_invariants(run_program(launch), {});
  }
}

TEST_P(DisturbedByDisks, AFullStandardOutputIsAnErrorOfThoseWhoWriteThere) {
  for (const Stream stream : {Stream::kFullDisk, Stream::kAbandoned}) {
    SCOPED_TRACE(stream == Stream::kFullDisk ? ">/dev/full" : "| true");
    const OutputFolder folder(kind(), Older::kPresent);
    Launch launch = folder.launch();
    launch.out = stream;
    // A report may be read to its first line: lyap compare … | head -1.
    const bool fails = kind().answer == OutputKind::Answer::kOutput ||
                       (kind().answer == OutputKind::Answer::kReport && stream == Stream::kFullDisk);
    Outcomes outcomes = fails ? only_failure() : only_success();
    outcomes.answer_is_lost = true;
    folder.expect_invariants(run_program(launch), outcomes);
  }
}

TEST_P(DisturbedByDisks, AFullStandardErrorChangesNothing) {
  for (const Stream stream : {Stream::kFullDisk, Stream::kAbandoned}) {
    SCOPED_TRACE(stream == Stream::kFullDisk ? "2>/dev/full" : "2> >(true)");
    const OutputFolder folder(kind(), Older::kPresent);
    Launch launch = folder.launch();
    launch.err = stream;
    folder.expect_invariants(run_program(launch), only_success());
  }
}

LYAP_DISTURB_EVERY_KIND(DisturbedByDisks);

}  // namespace
}  // namespace lyap
