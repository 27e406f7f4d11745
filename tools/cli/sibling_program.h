#pragma once

#include <string>

namespace lyap {

/// Whether `command` is a program of its own, "lyap-bench" or "lyap-explore", which stands beside this one.
bool is_sibling(const std::string& command);

/// Replaces this program by that one, which `lyap COMMAND` stands for: the one beside this program's file, else the
/// first on PATH. It gets the arguments behind the command, argv[1], and its exit status becomes that of this process.
/// Call it before any signal is blocked or ignored: a program that is started so keeps that. Throws Failure where it is
/// missing or cannot be run.
[[noreturn]] void become_sibling(const std::string& command, int argc, char** argv);

}  // namespace lyap
