#include "host/sequence_kernels.h"

#include "host/error.h"

#include <chrono>
#include <utility>

namespace lyap {

SequenceKernels::SequenceKernels(KernelCache cache, KernelsMade made, std::function<Compiler()> load)
    : cache_(std::move(cache)), made_(made), load_(std::move(load)) {}

SequenceKernels::~SequenceKernels() = default;  // std::async's futures wait

bool SequenceKernels::has_compiler() {
  if (made_ == KernelsMade::kNever) return false;
  if (compiler_.compile != nullptr) return true;
  try {
    compiler_ = load_();
    return true;
  } catch (const Failure& error) {
    problem_ = error.what();
    made_ = KernelsMade::kNever;
    return false;
  }
}

std::shared_ptr<const SequenceKernels::Code> SequenceKernels::find(const StepListSource& step_list, double seconds) {
  if (!has_compiler()) return nullptr;
  const auto [found, is_new] = entries_.try_emplace(step_list.text);
  Entry& entry = found->second;
  if (is_new) {
    if (auto cached = cache_.find(compiler_.key_of(step_list.text))) {
      entry.code = std::make_shared<const Code>(*std::move(cached));
    }
  }
  if (entry.code != nullptr || entry.failed) return entry.code;
  entry.seconds += seconds;
  const bool at_once = made_ == KernelsMade::kAtOnce;
  if (!entry.compiling.valid() && (at_once || entry.seconds > step_list.compile_seconds)) begin(step_list.text, entry);
  if (entry.compiling.valid() &&
      (at_once || entry.compiling.wait_for(std::chrono::seconds(0)) == std::future_status::ready)) {
    finish(step_list.text, entry);
  }
  return entry.code;
}

void SequenceKernels::begin(const std::string& step_list, Entry& entry) {
  entry.compiling = std::async(std::launch::async, compiler_.compile, step_list);
}

void SequenceKernels::finish(const std::string& step_list, Entry& entry) {
  try {
    entry.code = std::make_shared<const Code>(entry.compiling.get());
    // Without a cache the next process compiles again.
    const std::string problem = cache_.store(compiler_.key_of(step_list), *entry.code);
    if (problem_.empty()) problem_ = problem;
  } catch (const Failure& error) {
    entry.failed = true;
    problem_ = error.what();
  }
}

}  // namespace lyap
