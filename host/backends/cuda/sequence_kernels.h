#pragma once

#include "host/backends/cuda/kernel_cache.h"
#include "host/compute/kernels_made.h"
#include "host/compute/step_list.h"

#include <cstddef>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace lyap {

/// The kernels that were made for sequences, for one architecture. They are taken from the cache, or compiled by a
/// thread of their own while the kernels that come with the program do the work. For one thread
/// at a time.
class SequenceKernels {
 public:
  /// Machine code of a kernel.
  using Code = std::vector<std::byte>;

  /// How to compile the kernel of a step list, and the cache's keys for it: the first is looked up, code is stored
  /// under all. `compile` runs in other threads and throws where it cannot, or is not to go on.
  struct Compiler {
    std::function<std::vector<std::string>(const std::string& step_list)> keys_of;
    std::function<Code(const std::string& step_list, const std::stop_token& stop)> compile;
  };

  SequenceKernels(KernelCache cache, KernelsMade made, Compiler compiler);

  SequenceKernels(const SequenceKernels&) = delete;
  SequenceKernels& operator=(const SequenceKernels&) = delete;
  SequenceKernels(SequenceKernels&&) = delete;
  SequenceKernels& operator=(SequenceKernels&&) = delete;
  /// Waits for what is being compiled, unless it was given up; the cache then has it.
  ~SequenceKernels() = default;

  /// The kernel of a step list if there is one by now; null if not. With kAtOnce it is waited for, unless a stop is
  /// requested; compiling goes on then, for the next picture of the sequence.
  std::shared_ptr<const Code> find(const StepListSource& step_list, const std::stop_token& stop = {});

  /// Reports that a device has worked on a step list for `seconds` without a kernel made for it. With kWhenItPays
  /// compiling begins once the sum exceeds the time that compiling takes, so that a wait for the compiler at the end is
  /// never longer than the work was.
  void add_work(const StepListSource& step_list, double seconds);

  /// Stops all compiling, also of lists that are asked for later. To be called when no more pictures are wanted, so
  /// that the destructor does not wait for a compiler; not when a single picture is stopped.
  void give_up() { given_up_.request_stop(); }

  /// Why kernels for some lists could not be made or stored; empty if there was no problem.
  const std::string& problem() const { return problem_; }

 private:
  /// What a compiling thread leaves.
  struct Made {
    Code code;
    std::string problem;
  };

  struct Entry {
    double seconds = 0;
    std::future<Made> compiling;
    std::shared_ptr<const Code> code;
    bool failed = false;
  };

  Entry& entry_of(const StepListSource& step_list);
  void begin(const std::string& step_list, Entry& entry);
  void finish(Entry& entry);

  KernelCache cache_;
  KernelsMade made_;
  Compiler compiler_;
  std::stop_source given_up_;
  std::map<std::string, Entry> entries_;
  std::string problem_;
};

}  // namespace lyap
