#include "host/slurm/job_scripts.h"

#include <fmt/format.h>

namespace lyap {

std::string task_script(const std::string& command) {
  // Slurm's signals go to the script's own process, which the program becomes.
  return fmt::format(
      "#!/bin/sh\n"
      "# Makes the parts of one task. Slurm starts it.\n"
      "exec {} $((SLURM_ARRAY_TASK_ID + $1))\n",
      command);
}

std::string join_script(const std::string& command) {
  return fmt::format(
      "#!/bin/sh\n"
      "# Joins the parts, or has those made that are missing. Slurm starts it.\n"
      "exec {} \"$1\"\n",
      command);
}

}  // namespace lyap
