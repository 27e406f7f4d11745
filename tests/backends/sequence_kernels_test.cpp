#include "host/backends/cuda/sequence_kernels.h"

#include "host/base/error.h"
#include "tests/backends/kernel_texts.h"
#include "tests/support/temporary_folder.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <fstream>
#include <future>
#include <memory>
#include <new>
#include <span>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using Code = SequenceKernels::Code;

constexpr double kCompileSeconds = 0.5;
constexpr double kMuchWork = 10;

Code code_of(const std::string& text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

/// A compiler that counts its work and can be made to wait.
struct Workshop {
  std::atomic<int> compiled = 0;
  /// Of the compiler; empty where it cannot be asked.
  std::string version;
  std::promise<void> opened;
  std::shared_future<void> open = opened.get_future().share();

  Workshop() { opened.set_value(); }

  void close() {
    opened = {};
    open = opened.get_future().share();
  }

  SequenceKernels::Compiler compiler() {
    return {[this](const std::string& list) {
              std::vector<std::string> keys{"key of " + list};
              if (!version.empty()) keys.insert(keys.begin(), version + " key of " + list);
              return keys;
            },
            [this](const std::string& list, const std::stop_token& stop) {
              open.wait();
              if (stop.stop_requested()) throw Interrupted();
              ++compiled;
              if (list == "bad") throw Failure("no such list");
              return code_of("code of " + list);
            }};
  }
};

class SequenceKernelsTest : public testing::Test {
 protected:
  SequenceKernels kernels(KernelsMade made) { return {KernelCache(folder_), made, workshop_.compiler()}; }

  /// Asks until there is a kernel: compiling takes its time.
  static std::shared_ptr<const Code> found_at_last(SequenceKernels& kernels, const std::string& list) {
    for (;;) {
      if (auto code = find(kernels, list, 0)) return code;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

  static std::shared_ptr<const Code> find(SequenceKernels& kernels, const std::string& list, double seconds) {
    const StepListSource source{list, kCompileSeconds};
    kernels.add_work(source, seconds);
    return kernels.find(source);
  }

  TemporaryFolder temporary_;
  std::filesystem::path folder_ = temporary_.path() / "kernels";
  Workshop workshop_;
};

TEST_F(SequenceKernelsTest, AreCompiledWhileOtherKernelsDoTheWork) {
  workshop_.close();
  SequenceKernels made = kernels(KernelsMade::kWhenItPays);
  EXPECT_EQ(find(made, "AB", kMuchWork), nullptr) << "and the caller need not wait";
  EXPECT_EQ(find(made, "AB", kMuchWork), nullptr);
  workshop_.opened.set_value();
  EXPECT_EQ(*found_at_last(made, "AB"), code_of("code of AB"));
  EXPECT_EQ(workshop_.compiled, 1);
  EXPECT_EQ(made.problem(), "");
}

TEST_F(SequenceKernelsTest, AreNotCompiledForLittleWork) {
  {
    SequenceKernels made = kernels(KernelsMade::kWhenItPays);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(find(made, "AB", 0.8 * kCompileSeconds / 100), nullptr);
  }
  EXPECT_EQ(workshop_.compiled, 0);
}

// A film is little work a frame.
TEST_F(SequenceKernelsTest, AreCompiledOnceLittleWorkHasBecomeMuch) {
  SequenceKernels made = kernels(KernelsMade::kWhenItPays);
  for (int i = 0; i < 100; ++i) find(made, "AB", 1.2 * kCompileSeconds / 100);
  EXPECT_EQ(*found_at_last(made, "AB"), code_of("code of AB"));
}

TEST_F(SequenceKernelsTest, AreCompiledAtOnceWhereThatIsWanted) {
  SequenceKernels made = kernels(KernelsMade::kAtOnce);
  EXPECT_EQ(*find(made, "AB", 0), code_of("code of AB"));
  EXPECT_EQ(*find(made, "AABAB", 0), code_of("code of AABAB"));
  EXPECT_EQ(*find(made, "AB", 0), code_of("code of AB"));
  EXPECT_EQ(workshop_.compiled, 2);
}

TEST_F(SequenceKernelsTest, AreCompiledOncePerCache) {
  EXPECT_NE(kernels(KernelsMade::kAtOnce).find({"AB", kCompileSeconds}), nullptr);
  SequenceKernels later = kernels(KernelsMade::kWhenItPays);
  EXPECT_EQ(*find(later, "AB", 0), code_of("code of AB")) << "for the least work";
  EXPECT_EQ(workshop_.compiled, 1);
}

TEST_F(SequenceKernelsTest, OfAnotherVersionOfTheCompilerAreCompiledAnew) {
  workshop_.version = "1.0";
  EXPECT_NE(kernels(KernelsMade::kAtOnce).find({"AB", kCompileSeconds}), nullptr);
  workshop_.version = "1.1";
  SequenceKernels newer = kernels(KernelsMade::kWhenItPays);
  EXPECT_EQ(find(newer, "AB", 0), nullptr);
  EXPECT_NE(kernels(KernelsMade::kAtOnce).find({"AB", kCompileSeconds}), nullptr);
  EXPECT_EQ(workshop_.compiled, 2);
}

// As on the nodes of a cluster whose kernels were compiled elsewhere.
TEST_F(SequenceKernelsTest, OfAnyVersionAreUsedWhereThereIsNoCompiler) {
  workshop_.version = "1.0";
  EXPECT_NE(kernels(KernelsMade::kAtOnce).find({"AB", kCompileSeconds}), nullptr);
  workshop_.version = "";
  SequenceKernels without = kernels(KernelsMade::kWhenItPays);
  EXPECT_EQ(*find(without, "AB", 0), code_of("code of AB"));
  EXPECT_EQ(workshop_.compiled, 1);
}

TEST_F(SequenceKernelsTest, AreNoneIfNoneAreWanted) {
  EXPECT_NE(kernels(KernelsMade::kAtOnce).find({"AB", kCompileSeconds}), nullptr);
  SequenceKernels none = kernels(KernelsMade::kNever);
  EXPECT_EQ(find(none, "AB", kMuchWork), nullptr);
}

TEST_F(SequenceKernelsTest, AreLeftOutWhereTheyCannotBeCompiled) {
  SequenceKernels made = kernels(KernelsMade::kAtOnce);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(find(made, "bad", kMuchWork), nullptr);
  EXPECT_EQ(workshop_.compiled, 1);
  EXPECT_EQ(made.problem(), "no such list");
  EXPECT_NE(find(made, "AB", kMuchWork), nullptr);
}

TEST_F(SequenceKernelsTest, AreUsedWhereTheyCannotBeKept) {
  const KernelCache no_folder(temporary_.path() / "file" / "kernels");
  const std::ofstream file(temporary_ / "file");
  SequenceKernels made(no_folder, KernelsMade::kAtOnce, workshop_.compiler());
  EXPECT_EQ(*find(made, "AB", 0), code_of("code of AB"));
  EXPECT_THAT(made.problem(), testing::HasSubstr("file"));
}

// A still has few bands: nobody may ask again for a kernel that it took to compile.
TEST_F(SequenceKernelsTest, AreKeptWhereNobodyAsksForThemAgain) {
  workshop_.close();
  std::thread opener;
  {
    SequenceKernels made = kernels(KernelsMade::kWhenItPays);
    find(made, "AB", kMuchWork);
    opener = std::thread([&] { workshop_.opened.set_value(); });
  }
  opener.join();
  SequenceKernels later = kernels(KernelsMade::kWhenItPays);
  EXPECT_EQ(*find(later, "AB", 0), code_of("code of AB"));
  EXPECT_EQ(workshop_.compiled, 1);
}

TEST_F(SequenceKernelsTest, AreGivenUpWhereNobodyWantsMorePictures) {
  workshop_.close();
  {
    SequenceKernels made = kernels(KernelsMade::kWhenItPays);
    find(made, "AB", kMuchWork);
    made.give_up();
    workshop_.opened.set_value();
  }
  EXPECT_EQ(workshop_.compiled, 0);
  SequenceKernels later = kernels(KernelsMade::kWhenItPays);
  EXPECT_EQ(find(later, "AB", 0), nullptr);
}

// Who stops a picture does not wait for its kernel; the next picture of the sequence gets it.
TEST_F(SequenceKernelsTest, AreNotWaitedForAfterAStopButMadeAllTheSame) {
  workshop_.close();
  SequenceKernels made = kernels(KernelsMade::kAtOnce);
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(made.find({"AB", kCompileSeconds}, source.get_token()), nullptr);
  workshop_.opened.set_value();
  EXPECT_EQ(*made.find({"AB", kCompileSeconds}), code_of("code of AB"));
  EXPECT_EQ(workshop_.compiled, 1);
  EXPECT_EQ(made.problem(), "");
}

// What goes wrong while compiling must not end a picture that another kernel can make.
TEST_F(SequenceKernelsTest, AreLeftOutWhateverCompilingThrows) {
  const SequenceKernels::Compiler out_of_memory{
      [](const std::string& list) { return std::vector{list}; },
      [](const std::string&, const std::stop_token&) -> Code { throw std::bad_alloc(); }};
  SequenceKernels made(KernelCache(folder_), KernelsMade::kAtOnce, out_of_memory);
  EXPECT_EQ(find(made, "AB", 0), nullptr);
  EXPECT_NE(made.problem(), "");
}

}  // namespace
}  // namespace lyap
