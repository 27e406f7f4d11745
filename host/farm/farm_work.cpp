#include "host/farm/farm_work.h"

#include "host/farm/film_farm.h"
#include "host/farm/picture_farm.h"

namespace lyap {

std::unique_ptr<FarmWork> make_farm_work(const FarmPlan& plan, const std::string& ffmpeg) {
  if (plan.kind == FarmKind::kFilm) return std::make_unique<FilmFarm>(plan, ffmpeg);
  return std::make_unique<PictureFarm>(plan);
}

}  // namespace lyap
