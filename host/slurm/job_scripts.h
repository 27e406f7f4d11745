#pragma once

#include <string>

namespace lyap {

/// The script of an array's task: `command`, a line of a shell, with the number of the task behind it, which is the
/// index in the array and the script's first argument together.
std::string task_script(const std::string& command);

/// The script of the job that comes after all tasks: `command` with the number of the round, the script's first
/// argument, behind it.
std::string join_script(const std::string& command);

}  // namespace lyap
