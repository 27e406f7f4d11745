#pragma once

#include "host/compute/backend.h"
#include "host/farm/farm_plan.h"
#include "host/jobs/work.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace lyap {

/// What a kind of farm does with its parts. Names, checksums, folders, and who makes which part when, are no matter of
/// it.
class FarmWork {
 public:
  FarmWork() = default;
  FarmWork(const FarmWork&) = delete;
  FarmWork& operator=(const FarmWork&) = delete;
  FarmWork(FarmWork&&) = delete;
  FarmWork& operator=(FarmWork&&) = delete;
  virtual ~FarmWork() = default;

  /// Throws Failure, with what differs, where this machine could not give the bytes that others give: another version
  /// of lyap or of an encoder, another kind of processor.
  virtual void check_machine(const Work& work) const = 0;

  /// The number of slots that a backend of one device needs.
  virtual std::size_t slots(int threads) const = 0;

  /// Renders a part into the file `file`, which has the output's ending; its bytes follow from plan and number alone.
  /// What else it writes for the time being has names that begin with `file`. `progress` gets the units that are done.
  virtual void render_part(std::int64_t part, const std::string& file, Backend& backend, const Work& work,
                           const std::function<void(std::int64_t units)>& progress) const = 0;

  /// Computes `count` units anew that nobody could know before, and returns the parts of whose files they are not, in
  /// rising order. `files` are the paths of all parts.
  virtual std::vector<std::int64_t> wrong_parts(const std::vector<std::string>& files, std::int64_t count,
                                                Backend& backend, const Work& work) const = 0;

  /// Makes the output of the files of all parts without computing or encoding anything. An older output stays until the
  /// new one is whole and checked. Throws Failure.
  virtual void join(const std::vector<std::string>& files, const Work& work) const = 0;
};

/// The work of a plan, with the ffmpeg of that name or path. Throws InvalidInput where the plan's recipe is none or its
/// palette's colours are others here.
std::unique_ptr<FarmWork> make_farm_work(const FarmPlan& plan, const std::string& ffmpeg);

}  // namespace lyap
