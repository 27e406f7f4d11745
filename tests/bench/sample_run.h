#pragma once

#include "tools/bench/run.h"

#include <string>
#include <utility>

namespace lyap {

inline BenchPicture sample_picture(int width, int height, const std::string& precision = "f32") {
  return {.sequence = "AB", .width = width, .height = height, .iterations = 401, .precision = precision};
}

/// 400 steps for each pixel of a picture, in `seconds`, beside a ceiling of 60 G lane operations per second.
inline RateFigure sample_rate(const std::string& backend, const BenchPicture& picture, Sample seconds) {
  return {.backend = backend,
          .picture = picture,
          .rows = picture.height,
          .passes = 2,
          .steps = 2.0 * 400 * picture.width * picture.height,
          .seconds = std::move(seconds),
          .ceiling_operations_per_second = {{60e9, 60e9, 60e9}},
          .operations_per_step = 3,
          .bytes_per_pixel = 1};
}

/// Pictures of 800 steps for each pixel in 0.2 s by brute force, a quarter of the steps in 0.08 s with early ends, and
/// the textbook loop at 10 M steps a second; the machine is at half its speed in the last repeat.
inline EarlyEndFigure sample_early_end(const std::string& backend, const BenchPicture& picture) {
  const double steps = 800.0 * picture.width * picture.height;
  return {.backend = backend,
          .picture = picture,
          .rows = picture.height,
          .passes = 2,
          .steps_asked = steps,
          .steps_done = steps / 4,
          .brute_force_seconds = {{0.2, 0.2, 0.4}},
          .early_end_seconds = {{0.08, 0.08, 0.16}},
          .textbook_steps = 1e6,
          .textbook_seconds = {{0.1, 0.1, 0.2}},
          .ceiling_operations_per_second = {{60e9, 60e9, 30e9}},
          .operations_per_step = 3};
}

/// sample_picture() over a window of its own.
inline BenchPicture sample_view() {
  BenchPicture picture = sample_picture(2000, 1000);
  picture.window = {{2.5, 3.4}, {3.4, 4}};
  return picture;
}

/// A run whose figures are easy to reckon with: three repeats each, and the middle one of the first scaling's repeats
/// is also the one whose ratios to one thread are the middle ones.
inline BenchRun sample_run() {
  const BenchPicture small = sample_picture(500, 500);
  const BenchPicture large = sample_picture(2000, 1000);
  return {
      .build = {"1.2.3", "abc1234", "g++ 12.2", "Release", "13.0"},
      .machine = {"AMD EPYC 9554", 4, "Debian 12, Linux 6.1", {{"NVIDIA H100", 132, 1.98e9, "9.0"}}},
      .command = "lyap-bench --json bench.json",
      .time = "2026-11-22T12:34:56Z",
      .rates = {sample_rate("cpu-avx2", small, {{0.011, 0.0125, 0.015}}),
                sample_rate("cpu-avx2", large, {{0.09, 0.1, 0.12}}),
                sample_rate("cpu-avx2", sample_picture(2000, 1000, "f64"), {{0.19, 0.2, 0.25}}),
                sample_rate("cpu-scalar", large, {{0.9, 1, 1.1}})},
      .early_end = {sample_early_end("cpu-avx2", large), sample_early_end("cpu-avx2", sample_view()),
                    sample_early_end("cpu-avx2", sample_picture(2000, 1000, "f64"))},
      .pipelines = {{"cpu-avx2",
                     large,
                     4,
                     {{"exponent + colour", 10, {{0.9, 1, 1.2}}, {{3.9, 4, 4.1}}, ""},
                      {"film, no sink", 20, {{2.0, 2.5, 2.4}}, {{8, 8.4, 9}}, ""},
                      {"ffmpeg", 10, {{1.5, 1.6, 2}}, {{5, 5.2, 5.4}}, ""},
                      {"film", 10, {{1.8, 2, 2.5}}, {{9, 9.4, 9.8}}, ""},
                      {"PNG", 0, {}, {}, "the disk is full"}}}},
      .scaling = {{"cpu-avx2", large, {{1, 4, {{3.9, 4, 4.4}}}, {2, 8, {{4.0, 4.1, 4.2}}}, {4, 8, {{2.34, 2.5, 2.9}}}}},
                  {"cpu-avx2", small, {{1, 8, {{0.9, 1, 1.1}}}, {2, 8, {{0.5, 0.52, 0.6}}}}}},
      .latency = {{"cpu-avx2", small, {{0.018, 0.02, 0.03}}}, {"cuda", small, {{0.3, 0.35, 0.4}}}},
      .bandwidth = {{"cpu-avx2", {{9e9, 1e10, 1.1e10}}}}};
}

}  // namespace lyap
