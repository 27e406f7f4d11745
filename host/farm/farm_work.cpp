#include "host/farm/farm_work.h"

#include "host/base/error.h"
#include "host/farm/film_farm.h"

namespace lyap {

std::unique_ptr<FarmWork> make_farm_work(const FarmPlan& plan, const std::string& ffmpeg) {
  if (plan.kind == FarmKind::kFilm) return std::make_unique<FilmFarm>(plan, ffmpeg);
  throw InvalidInput("pictures are not made in parts by this lyap");
}

}  // namespace lyap
