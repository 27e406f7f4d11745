#include "tests/cli/cli_test.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// The program on emulated GPUs: what it makes is what processors make, and what goes wrong with a GPU is told.

namespace lyap {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr const char* kStill = "render AABAB --size 200x150 --iterations 60 ";
constexpr const char* kFilm = "animate ABC --sweep C=2:3 --frames 9 --size 64x48 --iterations 60 -o frame_##.png ";

class EmulatedProgram : public CliTest {
 protected:
  /// All programs of a run have one seed, which it says, so that one that fails can be repeated.
  static void SetUpTestSuite() {
    constexpr const char* kVariable = "LYAP_EMULATED_CUDA_SEED";
    ::setenv(kVariable, std::to_string(std::random_device()()).c_str(), 0);
    std::printf("%s=%s\n", kVariable, std::getenv(kVariable));
  }

  using Environment = std::vector<std::pair<std::string, std::string>>;

  ProgramResult run_with(const Environment& environment, const std::string& line) const {
    Launch wanted = launch(line);
    for (const auto& [name, value] : environment) wanted.environment.emplace_back("LYAP_EMULATED_CUDA_" + name, value);
    return run_program(wanted);
  }

  void succeed_quietly(const std::string& line) const {
    const ProgramResult result = run(line);
    EXPECT_EQ(result.status, 0) << line << '\n' << result.err;
  }

  void remove_frames() const {
    for (const std::string& name : folder_.names()) std::filesystem::remove(folder_ / name);
  }

  /// The picture of kStill as a processor makes it.
  std::string expected_still() const {
    succeed(std::string(kStill) + "--backend cpu -q -o expected.png");
    return content("expected.png");
  }

  /// That the program did with the processor what it could not do with the GPU, and why.
  void expect_processor(const ProgramResult& result, const std::string& reason) const {
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.err, AllOf(HasSubstr("cpu-"), HasSubstr("note: the GPU is not used: " + reason)));
    EXPECT_TRUE(content("a.png") == expected_still());
  }
};

TEST_F(EmulatedProgram, TakesTheGpuByItself) {
  EXPECT_THAT(run("backends").out,
              HasSubstr("NVIDIA GPU, one thread per pixel                     runs here, taken by auto"));
  const ProgramResult result = run(std::string(kStill) + "--no-jit -o a.png");
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.err, AllOf(HasSubstr("cuda (Emulated GPU 9.0)"), Not(HasSubstr("note"))));
  EXPECT_TRUE(content("a.png") == expected_still());
}

TEST_F(EmulatedProgram, MakesFilmsAndBatches) {
  succeed(std::string(kFilm) + "--backend cpu -q");
  const auto expected = snapshot();
  remove_frames();
  succeed(std::string(kFilm) + "--backend cuda --no-jit -q");
  EXPECT_EQ(snapshot(), expected);
  make_file(folder_ / "jobs.toml",
            "[[render]]\nsequence = \"AABAB\"\nsize = \"200x150\"\niterations = 60\noutput = \"a.png\"\n"
            "[[render]]\nsequence = \"AB\"\nsize = \"64x48\"\niterations = 60\noutput = \"b.png\"\n");
  succeed("batch jobs.toml --backend cuda --no-jit -q");
  EXPECT_TRUE(content("a.png") == expected_still());
}

TEST_F(EmulatedProgram, AgreesWithTheProcessorInEveryBit) {
  for (const std::string options : {"--no-jit", "--no-jit --precision f64", ""}) {
    const ProgramResult result = run("compare AB --left cpu --right cuda --size 160x90 --iterations 100 " + options);
    EXPECT_EQ(result.status, 0) << options << '\n' << result.err;
    EXPECT_THAT(result.out, HasSubstr("identical")) << options;
  }
}

TEST_F(EmulatedProgram, SharesPicturesAmongDevices) {
  const std::string expected = expected_still();
  for (const auto& [devices, name] : {std::pair<std::string, std::string>{"90,90", "2 × Emulated GPU 9.0"},
                                      {"90,90,90", "3 × Emulated GPU 9.0"},
                                      {"90,120", "Emulated GPU 9.0, Emulated GPU 12.0"}}) {
    const ProgramResult result =
        run_with({{"DEVICES", devices}}, std::string(kStill) + "--no-jit --device all -o a.png --backend cuda");
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.err, HasSubstr(name));
    EXPECT_TRUE(content("a.png") == expected) << devices;
  }
}

TEST_F(EmulatedProgram, PassesOverAGpuThatItHasNoCodeFor) {
  const std::string line = std::string(kStill) + "--no-jit -o a.png ";
  const std::string reason = "this program has no code for Emulated GPU 6.1, compute capability 6.1";
  expect_processor(run_with({{"DEVICES", "61"}}, line), reason);
  EXPECT_THAT(run_with({{"DEVICES", "61"}}, line + "--backend cuda").err,
              AllOf(StartsWith("lyap: error: the backend cuda cannot run here: "), HasSubstr(reason)));
  // Another one is usable.
  EXPECT_THAT(run_with({{"DEVICES", "61,90"}}, line).err, HasSubstr("cuda (Emulated GPU 9.0)"));
}

// Of some the table of architectures says that they run the code inside, and the driver that they do not.
TEST_F(EmulatedProgram, PassesOverAGpuWhoseDriverRefusesTheCode) {
  const Environment refusal{{"FAIL", "cudaFuncGetAttributes@1=209"}};
  const std::string line = std::string(kStill) + "--no-jit -o a.png ";
  expect_processor(run_with(refusal, line), "GPU 0 cannot be used: this program has no code for Emulated GPU 9.0");
  EXPECT_EQ(run_with(refusal, line + "--backend cuda").status, 1);
  EXPECT_EQ(run_with(refusal, line + "--device 0").status, 1) << "asked for by its number";
}

TEST_F(EmulatedProgram, WorksWhereTheDriverIsBroken) {
  const Environment broken{{"FAIL", "cudaGetDeviceCount@*=999"}};
  const std::string line = std::string(kStill) + "-o a.png ";
  expect_processor(run_with(broken, line), "unknown error (cudaErrorUnknown)");
  EXPECT_EQ(run_with(broken, line + "--backend cpu").err.find("note"), std::string::npos);
  EXPECT_THAT(run_with(broken, line + "--backend cuda").err, HasSubstr("unknown error (cudaErrorUnknown)"));
  EXPECT_THAT(run_with(broken, line + "--device 0").err, HasSubstr("unknown error (cudaErrorUnknown)"));
  EXPECT_EQ(run_with(broken, "backends").status, 0);
  EXPECT_EQ(run_with(broken, "compare AB --left cpu --right cpu-scalar --size 16x12").status, 0);
  EXPECT_EQ(
      run_with(broken,
               "bench --backend cpu-scalar --only rates --size 16x16 --iterations 10 --repeats 1 --seconds 0.01 -q")
          .status,
      0);
}

// A card that is divided (MIG) while no part of it was given to the process, or that another process has for itself.
TEST_F(EmulatedProgram, PassesOverAGpuThatIsNotFree) {
  const Environment taken{{"FAIL", "cudaFuncGetAttributes@1=46"}};
  const std::string line = std::string(kStill) + "--no-jit -o a.png ";
  expect_processor(run_with(taken, line), "CUDA: CUDA-capable device(s) is/are busy or unavailable");
  EXPECT_THAT(run_with(taken, line + "--backend cuda").err, HasSubstr("it is divided and no part of it is free"));
  // The next one is.
  const ProgramResult result =
      run_with({{"FAIL", "cudaFuncGetAttributes@1=46"}, {"DEVICES", "90,120"}}, line + "--backend auto");
  EXPECT_THAT(result.err, AllOf(HasSubstr("cuda (Emulated GPU 12.0)"), Not(HasSubstr("note"))));
}

// As under WSL, where little memory can be pinned.
TEST_F(EmulatedProgram, TellsThatNoMemoryCanBePinned) {
  const ProgramResult result =
      run_with({{"FAIL", "cudaMallocHost@*=2"}}, std::string(kStill) + "--backend cuda --no-jit -o a.png");
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.err, AllOf(StartsWith("lyap: error: "), HasSubstr("out of memory"), HasSubstr("cudaMallocHost")));
  EXPECT_THAT(folder_.names(), IsEmpty());
}

// A machine without a driver is no reason for a word.
TEST_F(EmulatedProgram, SaysNothingWhereThereIsNoGpu) {
  for (const Environment& none : {Environment{{"DEVICES", "none"}}, Environment{{"FAIL", "cudaGetDeviceCount@*=35"}}}) {
    const ProgramResult result = run_with(none, std::string(kStill) + "-o a.png");
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.err, AllOf(HasSubstr("cpu-"), Not(HasSubstr("note"))));
  }
}

TEST_F(EmulatedProgram, TellsThatTheMemoryIsFull) {
  const ProgramResult result =
      run_with({{"MEMORY", "200000"}}, "render AB --size 1000x1000 --backend cuda --no-jit -o a.png");
  EXPECT_EQ(result.status, 1);
  // AddressSanitizer says before what it does not know of fibers.
  EXPECT_THAT(result.err, AllOf(HasSubstr("lyap: error: "), HasSubstr("out of memory")));
  EXPECT_THAT(folder_.names(), IsEmpty());
}

// Of a film the frames that were stored are kept, and --resume makes the others.
TEST_F(EmulatedProgram, GoesOnWithAFilmWhoseGpuWasLost) {
  succeed(std::string(kFilm) + "--backend cpu -q");
  const auto expected = snapshot();
  remove_frames();
  const ProgramResult result =
      run_with({{"FAIL", "kernel@6=214"}}, std::string(kFilm) + "--backend cuda --no-jit --progress none");
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.err, AllOf(HasSubstr("lyap: error: "), HasSubstr("uncorrectable ECC error")));
  succeed(std::string(kFilm) + "--backend cuda --no-jit -q --resume");
  EXPECT_EQ(snapshot(), expected);
}

/// A command, what it says where a GPU is asked for by name, and the files it makes.
struct Command {
  std::string line;
  std::vector<std::string> files;
};

// Whatever call of the runtime fails: one line that names it and nothing half but what it says, or
// the right files.
TEST_F(EmulatedProgram, EndsInOneLineOrInTheRightFilesWhateverFails) {
  const std::string picture = " --size 64x22 --iterations 40 -q ";
  make_file(folder_ / "jobs.toml",
            "[[render]]\nsequence = \"AB\"\nsize = \"64x22\"\niterations = 40\noutput = \"b.png\"\n");
  const std::vector<Command> commands{{"render AABAB --samples 2 -o a.png" + picture, {"a.png"}},
                                      {"animate AB --sweep x0=0.4:0.5 --frames 3 -o f.y4m" + picture, {"f.y4m"}},
                                      {"batch jobs.toml -q", {"b.png"}},
                                      {"compare AB --left cpu --right cuda --size 64x22 --iterations 40", {}}};
  for (const Command& command : commands) {
    const bool is_comparison = command.files.empty();
    const std::string line = command.line + (is_comparison ? " --no-jit" : " --no-jit --backend cuda");
    succeed_quietly(line);
    const auto expected = snapshot();
    for (const char* function :
         {"cudaMalloc", "cudaMallocHost", "cudaMemcpyAsync", "cudaMemsetAsync", "cudaLaunchKernel",
          "cudaStreamCreateWithFlags", "cudaStreamSynchronize", "cudaEventCreate", "cudaEventRecord",
          "cudaEventElapsedTime", "cudaSetDevice", "cudaGetDeviceProperties"}) {
      for (const char* call : {"1", "3"}) {
        SCOPED_TRACE(line + ": call " + call + " of " + function + " fails");
        for (const std::string& file : command.files) std::filesystem::remove(folder_ / file);
        const auto before = snapshot();
        const ProgramResult result = run_with({{"FAIL", std::string(function) + "@" + call + "=1"}}, line);
        if (result.status == 0) {
          EXPECT_EQ(snapshot(), expected);
          continue;
        }
        EXPECT_TRUE(result.status == 1 || result.status == 2) << result.status;
        EXPECT_THAT(result.err, AllOf(HasSubstr("lyap: error: "), HasSubstr("invalid argument")));
        // Of a film the frames that are stored are kept, and said.
        const bool has_part = std::filesystem::remove(folder_ / "f.part.y4m");
        EXPECT_EQ(has_part, result.err.find("in 'f.part.y4m'") != std::string::npos) << result.err;
        EXPECT_EQ(snapshot(), before) << result.err;
      }
    }
  }
}

}  // namespace
}  // namespace lyap
