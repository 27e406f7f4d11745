#include "tests/disturbed/disturbance.h"

namespace lyap {
namespace {

class DisturbedByDescriptors : public Disturbance {};

/// Each of the 8 ways in which standard input, output and error can be open or not.
TEST_P(DisturbedByDescriptors, NothingIsWrittenToAFileInThePlaceOfAStream) {
  for (int closed = 0; closed < 8; ++closed) {
    const bool input = (closed & 1) != 0;
    const bool output = (closed & 2) != 0;
    const bool error = (closed & 4) != 0;
    SCOPED_TRACE("lyap … " + std::string(input ? "<&- " : "") + (output ? ">&- " : "") + (error ? "2>&-" : ""));
    const OutputFolder folder(kind(), closed % 2 == 0 ? Older::kPresent : Older::kAbsent);
    Launch launch = folder.launch();
    // The most talkative way: an object at the end, before the file gets its name. Drawing palettes has no progress.
    if (kind().name != "palettes") launch.arguments.insert(launch.arguments.end(), {"--progress", "json"});
    launch.input_closed = input;
    launch.out = output ? Stream::kClosed : Stream::kPipe;
    launch.err = error ? Stream::kClosed : Stream::kPipe;
    // Whatever is to go to standard output cannot go there if it is closed. The report of a comparison comes after its
    // files.
    Outcomes outcomes = output && kind().answer != OutputKind::Answer::kNone ? only_failure() : only_success();
    outcomes.errors_are_lost = error;
    outcomes.answer_is_lost = output;
    folder.expect_invariants(run_program(launch), outcomes);
  }
}

LYAP_DISTURB_EVERY_KIND(DisturbedByDescriptors);

}  // namespace
}  // namespace lyap
