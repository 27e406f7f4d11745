#include "host/film/film_comment.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <string_view>

namespace lyap {

std::string film_comment(const std::string& program, const std::string& path, const WaitLimit& limit) {
  ChildProcess ffmpeg(ffmpeg_command(
      program, {"-hide_banner", "-nostats", "-nostdin", "-v", "error", "-i", "file:" + path, "-f", "ffmetadata", "-"}));
  ffmpeg.close_input();
  const ExitStatus end = ffmpeg.wait(limit);
  if (end.timed_out) throw Interrupted();
  return end.success() ? comment_in_metadata(ffmpeg.output()) : "";
}

std::string comment_in_metadata(const std::string& metadata) {
  // Matroska has its keys in capitals.
  constexpr std::string_view kKey = "\ncomment=";
  std::size_t at = lower_case(metadata).find(kKey);
  if (at == metadata.npos) return "";
  std::string comment;
  for (at += kKey.size(); at < metadata.size() && metadata[at] != '\n'; ++at) {
    if (metadata[at] == '\\' && at + 1 < metadata.size()) ++at;
    comment += metadata[at];
  }
  return comment;
}

}  // namespace lyap
