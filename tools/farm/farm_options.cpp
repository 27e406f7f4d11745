#include "tools/farm/farm_options.h"

#include "tools/options/backend_options.h"
#include "tools/options/option_file.h"

namespace lyap {
namespace {

constexpr const char* kGroup = "Farm";
constexpr int kMostLocal = 1024;
constexpr int kMostVerified = 100'000;

CLI::Option* add_folder(CLI::App& command, std::string& folder) {
  return command.add_option("DIR", folder, "The farm's folder")->required()->type_name("");
}

CLI::Option* add_verified(CLI::App& command, int& verified) {
  return command.add_option("--verify", verified, "Frames that are computed anew before joining, to compare them")
      ->type_name("N")
      ->check(CLI::Range(0, kMostVerified))
      ->capture_default_str();
}

CLI::App& add_command(CLI::App& farm, const std::string& name, const std::string& description) {
  return *farm.add_subcommand(name, description);
}

constexpr const char* kExamples =
    "Examples:\n"
    "  lyap farm loop.toml -o loop.mp4 --folder /shared/loop --slurm -- --gres=gpu:1\n"
    "  lyap farm status /shared/loop\n"
    "  lyap farm ACDBCD --circle C,D -o loop.mp4 --folder loop.farm --local 2\n"
    "  lyap farm loop.toml -o loop.mp4 --folder /shared/loop --print | parallel --sshloginfile nodes";

}  // namespace

void FarmMakers::add_to(CLI::App& command) {
  command
      .add_flag("--slurm", slurm, "Submit the parts to Slurm, and a job that joins them; words for sbatch behind --")
      ->group(kGroup);
  command.add_option("--local", local, "Make them here, with N processes at a time")
      ->type_name("N")
      ->check(CLI::Range(1, kMostLocal))
      ->group(kGroup);
  command.add_flag("--print", print, "Print the command lines that make them, one for each part, for other schedulers")
      ->group(kGroup);
  add_verified(command, verified)->group(kGroup);
}

FarmWorkerOptions::FarmWorkerOptions(CLI::App& farm, const std::string& name, const std::string& description)
    : command(add_command(farm, name, description)), backend(command) {
  add_folder(command, folder);
  add_backend_options(backend);
  backend.add("--ffmpeg", "PROGRAM", "The ffmpeg to use", "ffmpeg");
  add_progress_options(command, reports, "No progress and no summary");
}

FarmOptions::FarmOptions(CLI::App& farm)
    : film(farm),
      planning(farm),
      part(farm, "part", "Make a part, as the machines of a farm do"),
      join(farm, "join", "Join the parts, if all are there"),
      resume(farm, "resume", "Have those parts made that are missing, then join"),
      status(add_command(farm, "status", "Tell how far a farm is, from its folder alone")),
      cancel(add_command(farm, "cancel", "End the jobs that a farm has in Slurm; what is made stays")) {
  farm.require_subcommand(0, 1);
  farm.footer(kExamples);
  // Of a film here alone; farms refuse them or go on by themselves.
  for (const char* name : {"--resume", "--segments", "--contact-sheet", "--save-exponents", "--in-flight"}) {
    farm.get_option(name)->group("");
  }
  farm.add_option("--folder", folder, "The farm's folder, which all machines see; empty, new, or of the same film")
      ->type_name("DIR")
      ->group(kGroup);
  makers.add_to(farm);
  planning.begin_group(kGroup);
  planning.add("--parts-per-task", "N", "Segments or bands that a task of Slurm makes [as many as take 5 minutes]");
  planning.add("--band-rows", "N", "Rows of a picture's band, a multiple of 16 [as many as have 16 million pixels]");
  farm.add_option("SBATCH", scheduler_words, "Behind --, words for sbatch: --gres=gpu:1")->type_name("");

  part.command.add_option("PART", parts, "Its number, counted from 0, or a range of them, 3-7")->type_name("");
  part.command.add_option("--task", task, "Instead, all parts of a task of Slurm")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber);
  part.command.add_option("--machine", machine, "")->group("");
  add_verified(join.command, verified);
  join.command.add_option("--round", round, "")->group("");
  resume_makers.add_to(resume.command);
  add_folder(status, status_folder);
  status.add_flag("--json", json, "As JSON");
  add_folder(cancel, cancel_folder);
}

OptionOrigins apply_farm_file(FarmOptions& options) {
  CLI::Option* sequence = options.film.film.command().get_option("SEQUENCE");
  const std::string path = sequence->count() == 1 ? sequence->results().front() : "";
  if (path.ends_with(".toml")) {
    const toml::table table = read_toml(path, "sequence");
    if (table.contains("animate") || table.contains("render")) {
      options.jobs_file = path;
      return {};
    }
  }
  return apply_film_file(options.film);
}

}  // namespace lyap
