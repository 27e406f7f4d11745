#include "tests/disturbed/undisturbed.h"

#include "host/system/child_process.h"
#include "tests/disturbed/output_folder.h"
#include "tests/support/decoded_png.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace lyap {
namespace {

/// What the files that others are compared with have to be themselves.
void require_readable(const OutputPromise& promise, const std::string& path) {
  const bool is_png = promise.name.ends_with(".png");
  if (is_png && read_png(path).pixels.empty()) throw std::runtime_error(path + " is no PNG file");
  if (promise.name.ends_with(".npy") && !content_of(path).starts_with("\x93NUMPY")) {
    throw std::runtime_error(path + " is no NumPy file");
  }
  if (promise.name.ends_with(".y4m") && !content_of(path).starts_with("YUV4MPEG2 ")) {
    throw std::runtime_error(path + " is no Y4M file");
  }
}

Undisturbed make(const OutputKind& kind) {
  const OutputFolder folder(kind, Older::kAbsent);
  const ProgramResult result = run_program(folder.launch());
  if (result.status != 0) throw std::runtime_error("lyap " + kind.line + ": " + result.err);
  Undisturbed made;
  made.answer = result.out;
  for (const OutputPromise& file : kind.files) {
    const std::string path = folder.path() / file.name;
    require_readable(file, path);
    made.files[file.name] = content_of(path);
  }
  return made;
}

}  // namespace

const Undisturbed& undisturbed(const OutputKind& kind) {
  static std::map<std::string, Undisturbed> made;
  if (const auto found = made.find(kind.name); found != made.end()) return found->second;
  const auto start = std::chrono::steady_clock::now();
  Undisturbed kept = make(kind);
  kept.time = std::chrono::steady_clock::now() - start;
  return made.emplace(kind.name, std::move(kept)).first->second;
}

int decoded_frames(const std::string& film) {
  ChildProcess probe({"ffprobe",
                      {"-v", "error", "-count_frames", "-show_entries", "stream=nb_read_frames", "-of",
                       "default=noprint_wrappers=1:nokey=1", "file:" + film},
                      ""});
  probe.close_input();
  if (!probe.wait().success() || !probe.errors().empty()) return -1;
  return std::stoi("0" + probe.output());
}

std::string fault_of(const OutputPromise& promise, const OutputKind& kind, const std::string& path) {
  const std::string content = content_of(path);
  switch (promise.nature) {
    case OutputPromise::Nature::kExact: {
      const std::string& expected = undisturbed(kind).files.at(promise.name);
      if (content == expected) return "";
      return std::to_string(content.size()) + " bytes that are not the " + std::to_string(expected.size()) +
             " of an undisturbed run";
    }
    case OutputPromise::Nature::kFilm: {
      const int frames = decoded_frames(path);
      if (frames == promise.frames) return "";
      return std::to_string(frames) + " of " + std::to_string(promise.frames) + " frames can be decoded";
    }
    case OutputPromise::Nature::kJson:
      return nlohmann::json::accept(content) ? "" : "no JSON: " + content.substr(0, 100);
  }
  return "";
}

}  // namespace lyap
