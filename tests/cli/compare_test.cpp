#include "kernels/scalar_lane.h"
#include "tests/cli/comparison.h"
#include "tests/support/npy_plane.h"
#include "tests/support/process_tree.h"

#include <algorithm>
#include <cmath>
#include <csignal>
#include <string>
#include <sys/stat.h>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kFilm =
    "compare ACDBCD --circle C,D --center 2.95,2.95 --radius 0.25 --size 16x16 --iterations 30 ";

class CliCompareTest : public CliComparison {
 protected:
  /// The exponents of AB at 48x20 in plane.left.npy and, once more, in plane.right.npy.
  void save_planes(const std::string& options = "") const {
    answer(0, "compare AB --size 48x20 --left cpu --right cpu --save-exponents plane.npy " + options);
  }

  /// Moves one exponent of the left plane by one unit in the last place, away from zero.
  template <class T>
  T plant(std::size_t pixel) const {
    NpyPlane<T> plane = NpyPlane<T>::read(folder_ / "plane.left.npy");
    const T before = plane.values.at(pixel);
    plane.values[pixel] = std::nextafter(before, 2 * before);
    plane.write(folder_ / "plane.left.npy");
    return before;
  }
};

TEST_F(CliCompareTest, TheBestOfTheProcessorAgreesWithScalarCodeOrTheGpu) {
  EXPECT_THAT(answer(0, "compare AB --size 64x48"), HasSubstr("identical: all 3072 exponents have the same bits"));
}

TEST_F(CliCompareTest, AllComparesEveryBackendThatCanRunHere) {
  std::vector<std::string> expected;
  for (const std::string& line : split_lines(run("backends").out)) {
    const std::string name = split_words(line).front();
    if (line.find("runs here") != std::string::npos && name != "cpu-scalar") expected.push_back(name);
  }
  if (expected.empty()) GTEST_SKIP() << "only scalar code can run here";
  for (const std::string precision : {"f32", "f64"}) {
    const json found = report(0, "compare BBBBBBAAAAAA --all --size 50x31 --precision " + precision);
    std::vector<std::string> compared;
    for (const json& comparison : found["comparisons"]) {
      compared.push_back(split_words(comparison["left"]["side"]).front());
      EXPECT_THAT(std::string(comparison["right"]["side"]), HasSubstr("cpu-scalar"));
      EXPECT_EQ(comparison["right"]["code_path"], "scalar");
      EXPECT_EQ(comparison["left"]["precision"], precision);
    }
    EXPECT_EQ(compared, expected);
  }
}

TEST_F(CliCompareTest, OneUnitInTheLastPlaceOfOnePixelIsFoundLocatedAndDrawn) {
  save_planes("--precision f32");
  const std::size_t pixel = 7 * 48 + 33;
  const float before = plant<float>(pixel);
  const std::string text =
      answer(3, "compare --left plane.left.npy --right plane.right.npy --diff diff.png --palette viridis");
  EXPECT_THAT(text, AllOf(HasSubstr("different: 1 of 960"), HasSubstr("column 33, row 7"),
                          HasSubstr("in ulps     1                 1 (")));
  EXPECT_THAT(text, HasSubstr(fmt::format("{} ({:#010x})", before, ScalarLane<float>::to_bits(before))));

  answer(0, "compare --left plane.right.npy --right plane.right.npy --diff same.png --palette viridis");
  const DecodedPng diff = decoded("diff.png");
  const DecodedPng same = decoded("same.png");
  ASSERT_EQ(diff.pixels.size(), same.pixels.size());
  // Besides the verdict, which is below: the square of the pixel, and the marks of its row and its column.
  const std::size_t above_the_verdict = diff.pixels.size() / 2;
  EXPECT_FALSE(std::equal(diff.pixels.begin(), diff.pixels.begin() + static_cast<std::ptrdiff_t>(above_the_verdict),
                          same.pixels.begin()));
}

TEST_F(CliCompareTest, SoItIsInDouble) {
  save_planes("--precision f64");
  const double before = plant<double>(0);
  const json found = report(3, "compare AB --left plane.left.npy --right cpu-scalar")["comparisons"][0];
  EXPECT_EQ(found["right"]["precision"], "f64") << "the precision of the file";
  EXPECT_EQ(found["width"], 48) << "the size of the file";
  EXPECT_EQ(found["height"], 20);
  EXPECT_EQ(found["differing"], 1);
  EXPECT_EQ(found["first"]["column"], 0);
  EXPECT_EQ(found["first"]["row"], 0);
  EXPECT_EQ(found["first"]["right"]["value"], before);
  EXPECT_EQ(found["first"]["right"]["bits"], fmt::format("{:#018x}", ScalarLane<double>::to_bits(before)));
}

TEST_F(CliCompareTest, APrecisionThatIsToldCountsMoreThanThatOfAFile) {
  save_planes("--precision f32");
  const json found = report(3, "compare AB --precision f64 --left cpu --right plane.right.npy")["comparisons"][0];
  EXPECT_EQ(found["left"]["precision"], "f64");
  EXPECT_EQ(report(0, "compare AB --left cpu --right plane.right.npy")["comparisons"][0]["left"]["precision"], "f32");
  EXPECT_EQ(report(3, "compare AB --left cpu:f64 --right plane.right.npy")["comparisons"][0]["left"]["precision"],
            "f64");
}

TEST_F(CliCompareTest, TheOtherSideIsNeverTheSameCodeUnlessItIsNamed) {
  const ProgramResult result = run("compare AB --size 9x9 --left cpu-scalar");
  if (result.status == 1) {
    EXPECT_THAT(result.err, IsErrorLineWith(std::vector<std::string>{"right", "cpu-scalar"}));
    return;
  }
  const std::string verdict = split_lines(result.out).at(1);
  EXPECT_EQ(verdict.find("cpu-scalar", verdict.find('|')), std::string::npos) << verdict;
}

TEST_F(CliCompareTest, FloatsAndTheSameDoublesHaveTheSameValuesNotBits) {
  save_planes("--precision f32");
  const NpyPlane<float> floats = NpyPlane<float>::read(folder_ / "plane.left.npy");
  NpyPlane<double> doubles{floats.header, {floats.values.begin(), floats.values.end()}};
  doubles.header.replace(doubles.header.find("<f4"), 3, "<f8");
  doubles.write(folder_ / "doubles.npy");
  EXPECT_THAT(answer(0, "compare --left plane.left.npy --right doubles.npy"),
              HasSubstr("identical: all 960 exponents have the same values"));
}

TEST_F(CliCompareTest, AToleranceIncludesItsLimit) {
  save_planes("--precision f64");
  NpyPlane<double> plane = NpyPlane<double>::read(folder_ / "plane.left.npy");
  // 29 % of a hundred pixels, which no product with the double nearest to 0.29 gives.
  plane.header.replace(plane.header.find("(20, 48)"), 8, "(10, 10)");
  plane.values.assign(100, -1);
  plane.write(folder_ / "a.npy");
  for (std::size_t i = 0; i < 29; ++i) plane.values[i] = 1;
  plane.write(folder_ / "b.npy");
  const std::string line = "compare --left a.npy --right b.npy ";
  EXPECT_EQ(run(line + "--tolerance 0.5:29%").status, 0);
  EXPECT_EQ(run(line + "--tolerance 0.5:28%").status, 3);
  EXPECT_EQ(run(line + "--tolerance 2").status, 0);
  EXPECT_EQ(run(line + "--tolerance 1.999").status, 3);
}

TEST_F(CliCompareTest, AToleranceAllowsWhatPrecisionsDifferBy) {
  const std::string line = "compare AB --size 40x30 --left cpu:f32 --right cpu:f64";
  EXPECT_THAT(answer(3, line), HasSubstr("different: "));
  EXPECT_THAT(answer(0, line + " --tolerance 100"), HasSubstr("within the tolerance: "));
  EXPECT_THAT(answer(0, line + " --tolerance 0:100%"), HasSubstr("within the tolerance: "));
  EXPECT_THAT(answer(3, line + " --tolerance 1e-300:0.1%"), HasSubstr("different: "));
}

TEST_F(CliCompareTest, QuietTellsByTheExitCodeAlone) {
  EXPECT_EQ(answer(0, "compare AB --size 20x10 --left cpu --right cpu-scalar -q"), "");
  EXPECT_EQ(answer(3, "compare AB --size 20x10 --left cpu:f32 --right cpu:f64 -q"), "");
}

TEST_F(CliCompareTest, FramesOfAFilmAreThoseOfTheStills) {
  const json found =
      report(0, std::string(kFilm) + "--frames 3:5 --left cpu --right cpu-scalar --save-exponents e_##.npy");
  ASSERT_EQ(found["comparisons"].size(), 3U);
  EXPECT_EQ(found["comparisons"][0]["frame"], 3);
  EXPECT_EQ(found["comparisons"][2]["frame"], 5);
  EXPECT_THAT(folder_.names(), ElementsAre("e_03.left.npy", "e_03.right.npy", "e_04.left.npy", "e_04.right.npy",
                                           "e_05.left.npy", "e_05.right.npy"));
  EXPECT_NE(content("e_03.left.npy"), content("e_04.left.npy")) << "the letters move";
  EXPECT_EQ(content("e_03.left.npy"), content("e_03.right.npy"));

  run_in_shell(std::string("lyap animate") + std::string(kFilm).substr(7) + "--frames 1800 --range 4:4 -q -o f_#.png");
  const ProgramResult still = run_in_shell(comment("f_4.png") + " -q --save-exponents still.npy -o still.png");
  EXPECT_EQ(still.status, 0) << still.err;
  EXPECT_EQ(content("still.npy"), content("e_04.left.npy"));
}

TEST_F(CliCompareTest, FilmFilesSayWhatMoves) {
  make_file(folder_ / "film.toml",
            "sequence = \"ACB\"\nsize = \"16x16\"\nfps = 10\nframes = 20\noutput = \"film.mp4\"\ncrf = 20\n"
            "[timeline.C]\nkeys = [[0, 2.5], [2, 3.8]]\n");
  const json found = report(0, "compare film.toml --frames 18:19 --left cpu --right cpu-scalar");
  EXPECT_EQ(found["comparisons"].size(), 2U);
  expect_error(2, "compare film.toml --frames 18:20", {"--frames", "20", "19"});
}

TEST_F(CliCompareTest, FilesNeedNoSequence) {
  save_planes();
  EXPECT_THAT(answer(0, "compare --left plane.left.npy --right plane.right.npy"),
              AllOf(HasSubstr("identical"), HasSubstr("plane.left.npy"), Not(HasSubstr("lyap render"))));
}

TEST_F(CliCompareTest, WrongUsageIsToldWithTheOptionAndTheWayOut) {
  save_planes();
  expect_error(2, "compare AB --left cpu-avx51", {"--left", "'cpu-avx51'", "cpu-avx512"});
  expect_error(2, "compare AB --right cpu:f16", {"--right", "'f16'", "f32 and f64"});
  expect_error(2, "compare AB --all --left cpu", {"--left", "all"});
  expect_error(2, "compare AB --size 10x10 --left plane.left.npy", {"10x10", "48x20"});
  expect_error(2, "compare", {"SEQUENCE"});
  expect_error(2, "compare --left plane.left.npy --right plane.right.npy --size 48x20", {"--size", "files"});
  expect_error(2, "compare --left plane.left.npy --right plane.right.npy --frames 0:3", {"--frames", "files"});
  expect_error(2, "compare AB --left plane.left.npy --save-exponents plane.npy",
               {"--save-exponents", "plane.left.npy"});
  expect_error(2, "compare AB --size 9x9 --frames 0:1", {"--frames", "nothing moves"});
  expect_error(2, "compare AB --tolerance -1", {"--tolerance", "-1"});
  expect_error(2, "compare AB --tolerance 0.1:2", {"--tolerance", "0.1:2", "%"});
  expect_error(2, "compare AB --diff d.jpg", {"--diff", "d.jpg", ".png"});
  expect_error(2, "compare AB --all --diff d.png --size 9x9", {"--diff", "all"});
  expect_error(2, std::string(kFilm) + "--frames 0:3 --diff d.png", {"--diff", "####"});
  expect_error(2, std::string(kFilm) + "--range 3", {"--range", "A:B"});
  expect_error(2, "compare AB --left gone.npy", {"'gone.npy': there is no such file"});
  make_file(folder_ / "text.npy", "no NumPy file");
  expect_error(2, "compare AB --left text.npy", {"text.npy"});
  EXPECT_THAT(folder_.names(), ElementsAre("plane.left.npy", "plane.right.npy", "text.npy"));
}

TEST_F(CliCompareTest, ABackendThatCannotRunIsAFailureAndNeverAnotherOne) {
  for (const std::string& line : split_lines(run("backends").out)) {
    if (line.find("cannot run") == std::string::npos) continue;
    const std::string name = split_words(line).front();
    expect_error(1, "compare AB --size 9x9 --right " + name, {name, "cannot run here"});
  }
}

TEST_F(CliCompareTest, ZerosOfOtherSignsAreDifferentUnlessATolerancePasses) {
  save_planes("--precision f32");
  NpyPlane<float> plane = NpyPlane<float>::read(folder_ / "plane.left.npy");
  plane.values.assign(plane.values.size(), 0.0F);
  plane.write(folder_ / "a.npy");
  plane.values.assign(plane.values.size(), -0.0F);
  plane.write(folder_ / "b.npy");
  EXPECT_THAT(answer(3, "compare --left a.npy --right b.npy"), HasSubstr("different: 960 of 960"));
  answer(0, "compare --left a.npy --right b.npy --tolerance 1e-9");
}

TEST_F(CliCompareTest, CtrlCEndsTheWaitingForAReaderOfAFifo) {
  ASSERT_EQ(::mkfifo((folder_ / "d.png").c_str(), 0600), 0);
  Program program(launch("compare AB --size 8x8 --iterations 5 --diff d.png --progress json"));
  // Once it takes the signal for a request, it sleeps for nothing but the reader.
  ASSERT_TRUE(program.run_until(
      [&](const ProgramResult&) { return has_blocked(program.id(), SIGINT) && is_idle(program.id()); }));
  program.send(SIGINT);
  const ProgramResult result = program.wait();
  EXPECT_EQ(result.status, 130);
  EXPECT_THAT(result.err, EndsWith("{\"event\": \"error\", \"text\": \"interrupted\", \"exit_code\": 130}\n"));
}

TEST_F(CliCompareTest, WhatIsDoneBeforeAStopIsTold) {
  Program program(
      launch("compare ACDBCD --circle C,D --center 2.95,2.95 --radius 0.25 --size 200x200 --iterations 2000 "
             "--frames 0:500 --left cpu-scalar --right cpu-scalar --brute-force --threads 1"));
  EXPECT_TRUE(
      program.run_until([](const ProgramResult& result) { return result.out.find("frame 0: ") != std::string::npos; }));
  program.send(SIGINT);
  const ProgramResult result = program.wait();
  EXPECT_EQ(result.status, 130);
  EXPECT_THAT(result.out, HasSubstr("identical: all 40000 exponents"));
}

TEST_F(CliCompareTest, CtrlCLeavesNoFiles) {
  Program program(
      launch("compare AB --left cpu-scalar --right cpu-scalar --threads 1 --iterations 100000 --diff d.png"));
  EXPECT_TRUE(program.run_until([this](const ProgramResult&) { return !folder_.names().empty(); }));
  program.send(SIGINT);
  const ProgramResult result = program.wait();
  EXPECT_EQ(result.status, 130);
  EXPECT_EQ(result.err, "lyap: error: interrupted\n");
  EXPECT_THAT(folder_.names(), ElementsAre());
}

}  // namespace
}  // namespace lyap
