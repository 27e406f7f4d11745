#include "tests/disturbed/output_kinds.h"

#include "tests/support/probed_film.h"

#include <algorithm>
#include <stdexcept>

namespace lyap {
namespace {

using Nature = OutputPromise::Nature;
using Answer = OutputKind::Answer;

constexpr int kFrames = 9;

const std::string kStill = "render AAB --size 320x240 --iterations 8000 --brute-force ";
const std::string kFilm =
    "animate ACDBCD --circle C,D --center 2.95,2.95 --radius 0.25 --size 64x48 --iterations 2000 --threads 1 "
    "--frames " +
    std::to_string(kFrames) + " -o ";

OutputKind film_kind(const std::string& ending, const std::string& encoder) {
  return {ending, kFilm + "a." + ending, {{"a." + ending, Nature::kFilm, kFrames}}, Answer::kNone, encoder};
}

std::vector<OutputPromise> sequence(const std::string& stem, int frames) {
  std::vector<OutputPromise> files;
  for (int k = 0; k < frames; ++k) files.push_back({stem + std::to_string(k) + ".png"});
  return files;
}

OutputKind batch_kind() {
  const std::string film =
      "[[animate]]\nsequence = \"AB\"\nsweep = \"x0=0.3:0.7\"\nframes = 3\niterations = 2000\nsize = \"64x48\"\n";
  OutputKind batch{"batch", "batch jobs.toml", sequence("f_", 3)};
  batch.files.push_back({"a.png"});
  batch.files.push_back({"a.npy"});
  batch.files.push_back({"a.y4m"});
  batch.files.push_back({"a.mp4", Nature::kFilm, 3});
  batch.encoder = "libx264";
  batch.inputs = {
      {"jobs.toml",
       "[[render]]\nsequence = \"AB\"\nsize = \"320x240\"\noutput = \"a.png\"\nsave-exponents = \"a.npy\"\n" + film +
           "output = \"f_#.png\"\n" + film + "output = \"a.y4m\"\n" + film + "output = \"a.mp4\"\n"}};
  return batch;
}

std::vector<OutputKind> make_kinds() {
  std::vector<OutputKind> kinds{
      {"still", kStill + "-o a.png", {{"a.png"}}},
      {"still_with_planes",
       "render AB --size 640x480 --iterations 4000 -o a.png --save-exponents e.npy --save-period p.npy",
       {{"a.png"}, {"e.npy"}, {"p.npy"}}},
      {"still_to_stdout", kStill + "-o -", {}, Answer::kOutput},
      {"png_sequence", kFilm + "f_#.png", sequence("f_", kFrames)},
      {"y4m", kFilm + "a.y4m", {{"a.y4m"}}},
      {"y4m_to_stdout", kFilm + "-", {}, Answer::kOutput},
      film_kind("mp4", "libx264"),
      film_kind("mkv", "libx264"),
      film_kind("webm", "libvpx-vp9"),
      film_kind("gif", "gif"),
      {"comparison",
       "compare AB --size 320x240 --left cpu-scalar --right cpu-scalar:f64 --tolerance 1:100% --threads 1"
       " --diff d.png --save-exponents c.npy",
       {{"d.png"}, {"c.left.npy"}, {"c.right.npy"}},
       Answer::kReport},
      batch_kind(),
      {"palettes", "palettes -o p.png", {{"p.png"}}},
      {"bench",
       "bench --only scaling --size 64x48 --iterations 400 --repeats 2 --seconds 0.01 --threads 1 -q --json r.json",
       {{"r.json", Nature::kJson}}}};
  return kinds;
}

}  // namespace

const std::vector<OutputKind>& output_kinds() {
  static const std::vector<OutputKind> kKinds = make_kinds();
  return kKinds;
}

const OutputKind& output_kind(const std::string& name) {
  const auto& kinds = output_kinds();
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const OutputKind& kind) { return kind.name == name; });
  if (found == kinds.end()) throw std::invalid_argument("no kind of output '" + name + "'");
  return *found;
}

std::string what_is_missing(const OutputKind& kind) {
  if (kind.encoder.empty()) return "";
  try {
    const std::string encoders = output_of("ffmpeg", {"-hide_banner", "-encoders"});
    return encoders.find(" " + kind.encoder + " ") == encoders.npos ? "ffmpeg has no " + kind.encoder : "";
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace lyap
