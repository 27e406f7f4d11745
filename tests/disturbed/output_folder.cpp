#include "tests/disturbed/output_folder.h"

#include "tests/disturbed/undisturbed.h"
#include "tests/support/process_tree.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMarkName = "LYAP_DISTURBED_RUN";

std::string older_content(const std::string& name) {
  return "an older " + name;
}

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

bool contains(const std::vector<int>& signals, int signal) {
  return std::find(signals.begin(), signals.end(), signal) != signals.end();
}

/// ".NAME.xxxxxxxx.part" of this file.
bool is_temporary_of(const std::string& name, const std::string& file) {
  return name.starts_with("." + file + ".") && name.ends_with(".part") && name.size() == file.size() + 15;
}

/// "loop.part.mp4" or "loop.part-2.mp4" of "loop.mp4".
bool is_part_of(const std::string& name, const std::string& file) {
  const fs::path path(file);
  return name.starts_with(path.stem().string() + ".part") && name.ends_with(path.extension().string());
}

}  // namespace

OutputFolder::OutputFolder(const OutputKind& kind, Older older, const fs::path& parent)
    : kind_(kind), older_(older), folder_(parent), mark_(folder_.path().string()) {
  for (const auto& [name, content] : kind.inputs) make_file(folder_ / name, content);
  if (older == Older::kAbsent) return;
  for (const OutputPromise& file : kind.files) make_file(folder_ / file.name, older_content(file.name));
}

OutputFolder::~OutputFolder() {
  for (const pid_t process : processes_started_with(std::string(kMarkName) + "=" + mark_)) ::kill(process, SIGKILL);
}

Launch OutputFolder::launch() const {
  Launch launch;
  launch.arguments = words_of(kind_.line);
  launch.folder = folder_.path().string();
  launch.environment = {{kMarkName, mark_}};
  launch.hanging = std::chrono::minutes(2);
  return launch;
}

void OutputFolder::give_away() const {
  if (::geteuid() != 0) return;
  const uid_t user = unprivileged_user();
  for (const std::string& name : folder_.names()) EXPECT_EQ(::chown((folder_ / name).c_str(), user, user), 0);
  EXPECT_EQ(::chown(folder_.path().c_str(), user, user), 0);
}

void OutputFolder::expect_invariants(const ProgramResult& result, const Outcomes& outcomes) const {
  SCOPED_TRACE("lyap " + kind_.line + (older_ == Older::kPresent ? " (over older files)" : "") + "\nstatus " +
               std::to_string(result.status) + (result.killed_by != 0 ? " (killed)" : "") + ": " + result.err);
  if (result.hung) return;
  expect_status(result, outcomes);
  expect_no_process();
  expect_files(result.status == 0);
  if (!outcomes.answer_is_lost) expect_answer(result);
  expect_no_leftovers(result, contains(outcomes.signals, SIGKILL));
}

void OutputFolder::expect_status(const ProgramResult& result, const Outcomes& outcomes) const {
  if (result.killed_by != 0) {
    EXPECT_TRUE(contains(outcomes.signals, result.killed_by)) << "killed by signal " << result.killed_by;
    return;
  }
  EXPECT_TRUE(result.status != 0 || outcomes.success) << "it cannot have succeeded";
  EXPECT_TRUE((result.status != 1 && result.status != 2) || outcomes.failure) << "there was no reason to fail";
  EXPECT_TRUE(result.status <= 2 || contains(outcomes.signals, result.status - 128)) << "no documented exit code";
  if (result.status == 0 || outcomes.errors_are_lost) return;
  // As JSON, errors do not begin with the program's name.
  const bool says_why =
      result.err.find("lyap") != std::string::npos || result.err.find("\"error\"") != std::string::npos;
  EXPECT_TRUE(says_why) << "it does not say why it failed";
}

void OutputFolder::expect_no_process() const {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point hanging = Clock::now() + std::chrono::minutes(1);
  const std::string mark = std::string(kMarkName) + "=" + mark_;
  std::vector<pid_t> processes = processes_started_with(mark);
  while ((!processes.empty() || is_any_process_ending()) && Clock::now() < hanging) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    processes = processes_started_with(mark);
  }
  EXPECT_TRUE(processes.empty()) << "process " << processes.front() << " outlives the program";
}

void OutputFolder::expect_files(bool success) const {
  for (const OutputPromise& file : kind_.files) {
    const std::string path = folder_ / file.name;
    if (!fs::exists(path)) {
      EXPECT_FALSE(success) << file.name << " is missing";
      EXPECT_EQ(older_, Older::kAbsent) << "the older " << file.name << " is lost";
    } else if (older_ == Older::kAbsent || content_of(path) != older_content(file.name)) {
      EXPECT_EQ(fault_of(file, kind_, path), "") << file.name;
    } else {
      EXPECT_FALSE(success) << file.name << " is still the older one";
    }
  }
  for (const auto& [name, content] : kind_.inputs) EXPECT_EQ(content_of(folder_ / name), content) << name;
}

void OutputFolder::expect_answer(const ProgramResult& result) const {
  const bool is_silent = kind_.answer == OutputKind::Answer::kNone;
  const std::string expected = is_silent ? "" : undisturbed(kind_).answer;
  EXPECT_TRUE(expected.starts_with(result.out))
      << "standard output got what it should not: " << result.out.size() << " bytes instead of " << expected.size();
  EXPECT_TRUE(result.status != 0 || result.out.size() == expected.size()) << "standard output is not whole";
}

bool OutputFolder::is_input_or_output(const std::string& name) const {
  const auto is_name = [&](const OutputPromise& file) { return file.name == name; };
  const auto is_input = [&](const auto& input) { return input.first == name; };
  return std::any_of(kind_.files.begin(), kind_.files.end(), is_name) ||
         std::any_of(kind_.inputs.begin(), kind_.inputs.end(), is_input);
}

void OutputFolder::expect_no_leftovers(const ProgramResult& result, bool killed) const {
  for (const std::string& name : folder_.names()) {
    if (is_input_or_output(name) || told_before_.contains(name)) continue;
    const bool is_told = result.err.find("'" + name + "'") != std::string::npos;
    const bool is_left = std::any_of(kind_.files.begin(), kind_.files.end(), [&](const OutputPromise& file) {
      return is_part_of(name, file.name) ? is_told || killed : killed && is_temporary_of(name, file.name);
    });
    EXPECT_TRUE(is_left) << name << " is left behind";
  }
}

void OutputFolder::expect_that_the_next_run_succeeds() {
  SCOPED_TRACE("in the next run");
  // Whoever was told of a part decides what becomes of it.
  for (const std::string& name : folder_.names()) {
    if (!name.starts_with(".") && !is_input_or_output(name)) told_before_.insert(name);
  }
  expect_invariants(run_program(launch()), only_success());
}

}  // namespace lyap
