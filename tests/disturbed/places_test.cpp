#include "tests/disturbed/disturbance.h"
#include "tests/disturbed/mounts.h"
#include "tests/disturbed/undisturbed.h"

#include <fcntl.h>
#include <unistd.h>

namespace lyap {
namespace {

/// Files that cannot be replaced by renaming another to them.
class DisturbedByPlaces : public Disturbance {
 protected:
  bool has_one_exact_file() const {
    return kind().files.size() == 1 && kind().files.front().nature == OutputPromise::Nature::kExact;
  }
};

TEST_P(DisturbedByPlaces, AMountedFileGetsTheBytes) {
  if (kind().files.empty()) GTEST_SKIP() << "it makes no file";
  undisturbed(kind());
  if (const std::string reason = enter_mount_namespace(); !reason.empty()) GTEST_SKIP() << reason;
  const OutputFolder folder(kind(), Older::kPresent);
  const TemporaryFolder elsewhere;
  const std::string name = kind().files.front().name;
  make_file(elsewhere / name, "what was mounted");
  const Mount mount = Mount::once_more(elsewhere / name, folder.path() / name);
  folder.expect_invariants(run_program(folder.launch()), only_success());
  EXPECT_EQ(fault_of(kind().files.front(), kind(), elsewhere / name), "");
}

TEST_P(DisturbedByPlaces, StandardOutputByItsNameIsAppendedToWhereItAppends) {
  if (!has_one_exact_file()) GTEST_SKIP() << "it makes no file, several, or one of ffmpeg";
  const OutputPromise& file = kind().files.front();
  OutputKind named = kind();
  named.files.clear();
  named.line.replace(named.line.rfind(file.name), file.name.size(), "/dev/stdout");
  // A film is known by its ending.
  if (file.name.ends_with(".y4m")) GTEST_SKIP() << "/dev/stdout names no format";
  const OutputFolder folder(named, Older::kAbsent);
  const TemporaryFolder elsewhere;
  const std::string log = elsewhere / "log";
  make_file(log, "before\n");
  Launch launch = folder.launch();
  launch.before_start = [&log] {
    const int end = ::open(log.c_str(), O_WRONLY | O_APPEND);
    ::dup2(end, STDOUT_FILENO);
    ::close(end);
  };
  const ProgramResult result = run_program(launch);
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(content_of(log), "before\n" + undisturbed(kind()).files.at(file.name));
  EXPECT_EQ(elsewhere.names(), std::vector<std::string>{"log"});
}

LYAP_DISTURB_EVERY_KIND(DisturbedByPlaces);

}  // namespace
}  // namespace lyap
