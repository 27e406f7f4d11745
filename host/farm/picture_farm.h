#pragma once

#include "host/farm/farm_work.h"
#include "host/jobs/still_job.h"

#include <cstdint>
#include <optional>
#include <string>

namespace lyap {

/// Rows of a band of a picture of that size: a multiple of kBandRowUnit, some 16 million pixels or more where there
/// would be over kMaxFarmFiles files of bands and their logs.
std::int64_t band_rows(Size size);

/// The plan of a picture. Its tone must be closed (closed_tone()). `rows_per_part`, a multiple of kBandRowUnit, is
/// band_rows() if empty. Throws InvalidInput, naming the field, as check_is_of_bands() does.
FarmPlan picture_plan(const StillJob& job, std::optional<std::int64_t> rows_per_part);

/// Bands of a picture, which are files of its own format and are joined without being decompressed.
class PictureFarm : public FarmWork {
 public:
  /// Throws InvalidInput for a plan whose recipe is no picture of that size.
  explicit PictureFarm(FarmPlan plan);

  void check_machine(const Work& work) const override;
  std::size_t slots(int) const override { return kSlotsPerDevice; }
  void render_part(std::int64_t part, const std::string& file, Backend& backend, const Work& work,
                   const std::function<void(std::int64_t units)>& progress) const override;
  /// Renders the bands anew in which `count` rows are that nobody could know before.
  std::vector<std::int64_t> wrong_parts(const std::vector<std::string>& files, std::int64_t count, Backend& backend,
                                        const Work& work) const override;
  void join(const std::vector<std::string>& files, const Work& work) const override;

 private:
  Rows rows_of(std::int64_t part) const;

  FarmPlan plan_;
  StillJob job_;
};

}  // namespace lyap
