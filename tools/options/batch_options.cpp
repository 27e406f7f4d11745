#include "tools/options/batch_options.h"

#include "tools/options/backend_options.h"

namespace lyap {

BatchOptions::BatchOptions(CLI::App& command) : backend(command) {
  const auto add_flag = [&](const char* name, bool& value, const char* description) {
    command.add_flag(name, value, description)->check(CLI::IsMember({"true", "false"}));
  };
  command.add_option("JOBS", file, "TOML file of the jobs")->type_name("");
  add_flag("--resume", resume, "Leave out what is complete");
  add_flag("--dry-run", dry_run, "Only print what would run, and what would fail");
  add_backend_options(backend);
  add_report_options(command, reports);
}

}  // namespace lyap
