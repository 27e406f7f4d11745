#include "tools/options/batch_options.h"

namespace lyap {

void add_batch_options(CLI::App& command, BatchOptions& options) {
  const auto add_flag = [&](const char* name, bool& value, const char* description) {
    command.add_flag(name, value, description)->check(CLI::IsMember({"true", "false"}));
  };
  command.add_option("JOBS", options.file, "TOML file of the jobs")->type_name("");
  add_flag("--resume", options.resume, "Leave out what is complete");
  add_flag("--dry-run", options.dry_run, "Only print what would run");
  add_computing_options(command, options.computing);
}

}  // namespace lyap
