#pragma once

#include "host/farm/farm_work.h"
#include "host/jobs/film_job.h"

#include <cstdint>
#include <optional>
#include <string>

namespace lyap {

/// The plan of a film. Its tone must be closed (closed_tone()). `frames_per_part` is segment_frames() if empty. Asks
/// the job's ffmpeg which encoder it has. Throws InvalidInput, naming the field, for what is no video and for encoders
/// that do not promise the same bytes; Failure and Interrupted as encoder_identity() does.
FarmPlan film_plan(const FilmJob& job, std::optional<std::int64_t> frames_per_part, const Work& work);

/// The film that the plan makes.
FilmJob film_job_of(const FarmPlan& plan, const std::string& ffmpeg);

/// Segments of a film: each carries the checksums of its frames as they went to the encoder, so that one that is
/// computed anew can be compared, though the encoder cannot give it back.
class FilmFarm : public FarmWork {
 public:
  FilmFarm(FarmPlan plan, const std::string& ffmpeg);

  void check_machine(const Work& work) const override;
  std::size_t slots(int threads) const override { return slots_of(job_, threads); }
  void render_part(std::int64_t part, const std::string& file, Backend& backend, const Work& work,
                   const std::function<void(std::int64_t units)>& progress) const override;
  std::vector<std::int64_t> wrong_parts(const std::vector<std::string>& files, std::int64_t count, Backend& backend,
                                        const Work& work) const override;
  void join(const std::vector<std::string>& files, const Work& work) const override;

 private:
  FarmPlan plan_;
  FilmJob job_;
};

}  // namespace lyap
