#include "host/backends/cuda/sequence_kernels.h"

#include <chrono>
#include <exception>
#include <utility>

namespace lyap {

namespace {

/// Whether there is a result; waits for it until a stop is requested.
template <class Result>
bool wait_for(const std::future<Result>& result, const std::stop_token& stop) {
  // A stop is seen soon; a compiler takes some hundred milliseconds.
  constexpr std::chrono::milliseconds kLook(10);
  while (!stop.stop_requested()) {
    if (result.wait_for(kLook) == std::future_status::ready) return true;
  }
  return false;
}

}  // namespace

SequenceKernels::SequenceKernels(KernelCache cache, KernelsMade made, Compiler compiler)
    : cache_(std::move(cache)), made_(made), compiler_(std::move(compiler)) {}

std::shared_ptr<const SequenceKernels::Code> SequenceKernels::find(const StepListSource& step_list,
                                                                   const std::stop_token& stop) {
  if (made_ == KernelsMade::kNever) return nullptr;
  Entry& entry = entry_of(step_list);
  const bool at_once = made_ == KernelsMade::kAtOnce;
  if (at_once && entry.code == nullptr) begin(step_list.text, entry);
  if (!entry.compiling.valid()) return entry.code;
  const bool is_ready = entry.compiling.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  if (is_ready || (at_once && wait_for(entry.compiling, stop))) finish(entry);
  return entry.code;
}

void SequenceKernels::add_work(const StepListSource& step_list, double seconds) {
  if (made_ != KernelsMade::kWhenItPays) return;
  Entry& entry = entry_of(step_list);
  entry.seconds += seconds;
  if (entry.code == nullptr && entry.seconds > step_list.compile_seconds) begin(step_list.text, entry);
}

SequenceKernels::Entry& SequenceKernels::entry_of(const StepListSource& step_list) {
  const auto [found, is_new] = entries_.try_emplace(step_list.text);
  Entry& entry = found->second;
  if (is_new) {
    auto cached = cache_.find(compiler_.keys_of(step_list.text).front());
    if (cached) entry.code = std::make_shared<const Code>(*std::move(cached));
  }
  return entry;
}

void SequenceKernels::begin(const std::string& step_list, Entry& entry) {
  if (entry.failed || entry.compiling.valid()) return;
  // Kept by the thread that made it: nobody may ask again.
  const auto make = [compiler = compiler_, cache = cache_, given_up = given_up_.get_token(), step_list] {
    Made made{compiler.compile(step_list, given_up), ""};
    for (const std::string& key : compiler.keys_of(step_list)) {
      const std::string problem = cache.store(key, made.code);
      if (made.problem.empty()) made.problem = problem;
    }
    return made;
  };
  try {
    entry.compiling = std::async(std::launch::async, make);
  } catch (const std::exception& error) {
    entry.failed = true;
    problem_ = error.what();
  }
}

void SequenceKernels::finish(Entry& entry) {
  try {
    Made made = entry.compiling.get();
    entry.code = std::make_shared<const Code>(std::move(made.code));
    if (problem_.empty()) problem_ = made.problem;
  } catch (const std::exception& error) {
    entry.failed = true;
    problem_ = error.what();
  }
}

}  // namespace lyap
