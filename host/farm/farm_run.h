#pragma once

#include "host/base/error.h"
#include "host/farm/farm_folder.h"
#include "host/farm/farm_work.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace lyap {

/// Renders a part of the plan into the folder, unless it is there already. Several machines may do that at the same
/// time for one part: they give it the same bytes and the same name. What is not finished is removed, unless the
/// process is killed; remove_unfinished() then does it. Returns whether it was rendered. Throws what
/// FarmWork::render_part() throws.
bool make_part(const FarmFolder& folder, const FarmPlan& plan, const FarmWork& farm, std::int64_t part,
               Backend& backend, const Work& work, const std::function<void(std::int64_t units)>& progress = {});

/// Some parts are missing, or are none of this plan and were put aside.
class PartsMissing : public Failure {
 public:
  PartsMissing(const std::string& message, std::vector<std::int64_t> parts)
      : Failure(message), parts_(std::move(parts)) {}
  const std::vector<std::int64_t>& parts() const { return parts_; }

 private:
  std::vector<std::int64_t> parts_;
};

/// Makes the output of the parts: looks whether all are there, whole and of this plan, computes `verified` units anew
/// to compare them, and joins. Parts that are wrong are moved to FarmFolder::rejected(), and all others stay, also
/// afterwards. Throws PartsMissing, with the parts that have to be made (again), and what FarmWork::join() throws.
void join_parts(const FarmFolder& folder, const FarmPlan& plan, const FarmWork& farm, std::int64_t verified,
                Backend& backend, const Work& work);

/// Removes what is left in the folder of writers that were killed. To be called when nobody writes any more.
void remove_unfinished(const FarmFolder& folder);

}  // namespace lyap
