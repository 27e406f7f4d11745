#include "host/film/film_metadata.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <array>
#include <cstddef>
#include <cstdio>
#include <memory>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The first bytes of the file, fewer where it has not so many.
std::string first_bytes_of(const std::string& path) {
  std::array<char, 12> bytes{};
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  const std::size_t count = file ? std::fread(bytes.data(), 1, bytes.size(), file.get()) : 0;
  return {bytes.data(), count};
}

}  // namespace

std::string_view demuxer_of(const std::string& path) {
  const std::string start = first_bytes_of(path);
  if (start.starts_with("\x1A\x45\xDF\xA3")) return "matroska";
  if (start.starts_with("GIF8")) return "gif";
  return start.find("ftyp") == 4 ? "mov" : "";
}

FilmText film_text(const std::string& program, const std::string& path, const WaitLimit& limit) {
  // ffmpeg would open other files, and addresses, for what calls itself a list of films.
  const std::string_view demuxer = demuxer_of(path);
  if (demuxer.empty()) return {};
  ChildProcess ffmpeg(ffmpeg_command(program, {"-hide_banner", "-nostats", "-nostdin", "-v", "error", "-f",
                                               std::string(demuxer), "-i", "file:" + path, "-f", "ffmetadata", "-"}));
  ffmpeg.close_input();
  const ExitStatus end = ffmpeg.wait(limit);
  if (end.timed_out) throw Interrupted();
  if (!end.success()) return {};
  const std::string& metadata = ffmpeg.output();
  return {metadata_value(metadata, "title"), metadata_value(metadata, "comment"),
          metadata_value(metadata, "description")};
}

std::string metadata_value(const std::string& metadata, std::string_view key) {
  // Matroska has its keys in capitals, and before them what they are said of where the file tells it.
  const std::string lower = lower_case(metadata);
  std::size_t at = lower.npos;
  for (const char* of : {"", "movie/"}) {
    const std::string start = fmt::format("\n{}{}=", of, key);
    if (at == lower.npos && lower.find(start) != lower.npos) at = lower.find(start) + start.size();
  }
  if (at == lower.npos) return "";
  std::string value;
  for (; at < metadata.size() && metadata[at] != '\n'; ++at) {
    if (metadata[at] == '\\' && at + 1 < metadata.size()) ++at;
    value += metadata[at];
  }
  return value;
}

}  // namespace lyap
