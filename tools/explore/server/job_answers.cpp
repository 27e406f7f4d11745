#include "tools/explore/server/job_answers.h"

#include <fmt/format.h>

namespace lyap {
namespace {

nlohmann::json json_of_job(const QueuedJob& job) {
  return {{"id", job.id},
          {"command", name_of(job.command)},
          {"output", job.output},
          {"state", name_of(job.state)},
          {"message", job.message},
          {"field", job.field},
          {"frames", job.frames},
          {"stored", job.stored},
          {"share", job.share},
          {"frames_per_second", job.frames_per_second},
          {"seconds_left", job.seconds_left ? nlohmann::json(*job.seconds_left) : nlohmann::json()},
          {"size", fmt::format("{}x{}", job.size.width, job.size.height)},
          {"bytes", job.bytes},
          {"line", job.line}};
}

}  // namespace

nlohmann::json json_of_jobs(const std::vector<QueuedJob>& jobs) {
  nlohmann::json list = nlohmann::json::array();
  for (const QueuedJob& job : jobs) list.push_back(json_of_job(job));
  return {{"jobs", std::move(list)}};
}

}  // namespace lyap
