#pragma once

#include "host/kernel_cache.h"
#include "host/kernels_made.h"
#include "host/step_list.h"

#include <cstddef>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lyap {

/// The kernels that were made for sequences. They are taken from the cache, or compiled by a thread of its own while
/// the kernels that come with the program do the work. For one thread.
class SequenceKernels {
 public:
  /// Machine code of a kernel.
  using Code = std::vector<std::byte>;

  /// How to compile the kernel of a step list, and the cache's key for it. `compile` runs in other threads.
  struct Compiler {
    std::function<std::string(const std::string& step_list)> key_of;
    std::function<Code(const std::string& step_list)> compile;
  };

  /// `load` gives the compiler, or throws Failure where there is none; it is called when the first kernel is wanted.
  SequenceKernels(KernelCache cache, KernelsMade made, std::function<Compiler()> load);

  SequenceKernels(const SequenceKernels&) = delete;
  SequenceKernels& operator=(const SequenceKernels&) = delete;
  SequenceKernels(SequenceKernels&&) = delete;
  SequenceKernels& operator=(SequenceKernels&&) = delete;
  /// Waits for what is being compiled.
  ~SequenceKernels();

  /// The kernel of a step list if there is one by now, for work that will take so many seconds; null if not. Where it
  /// pays, compiling begins once a list was asked for with more work than that takes: who waits for it at the end then
  /// waits no longer than the work took.
  std::shared_ptr<const Code> find(const StepListSource& step_list, double seconds);

  /// Why there are no kernels, or none for some lists; empty while all is well.
  const std::string& problem() const { return problem_; }

 private:
  struct Entry {
    double seconds = 0;
    std::future<Code> compiling;
    std::shared_ptr<const Code> code;
    bool failed = false;
  };

  bool has_compiler();
  void begin(const std::string& step_list, Entry& entry);
  void finish(const std::string& step_list, Entry& entry);

  KernelCache cache_;
  KernelsMade made_;
  std::function<Compiler()> load_;
  Compiler compiler_;
  std::map<std::string, Entry> entries_;
  std::string problem_;
};

}  // namespace lyap
