#pragma once

#include "host/system/child_process.h"

#include <stdexcept>
#include <string>
#include <vector>

namespace lyap {

/// What a program says on its standard output; throws if it fails. At most the last 64 KiB.
inline std::string output_of(const std::string& program, const std::vector<std::string>& arguments) {
  ChildProcess process({program, arguments, ""});
  process.close_input();
  if (!process.wait().success()) throw std::runtime_error(process.exit_message());
  return process.output();
}

/// Lines "key=value" of a film's stream and container, as ffprobe tells them, with the packets really counted.
inline std::string properties_of(const std::string& film) {
  return output_of("ffprobe", {"-v", "error", "-fflags", "+discardcorrupt", "-count_packets", "-show_streams",
                               "-show_format", "-of", "default=noprint_wrappers=1", "file:" + film});
}

/// The value of a property; "" if there is none.
inline std::string property(const std::string& properties, const std::string& key) {
  const std::string text = "\n" + properties;
  const std::size_t start = text.find("\n" + key + "=");
  if (start == text.npos) return "";
  const std::size_t value = start + key.size() + 2;
  return text.substr(value, text.find('\n', value) - value);
}

/// How many whole packets, one a frame, a film has; -1 if it cannot be read. An encoder that was killed while writing
/// leaves a torn one, which nobody can play.
inline int frames_in(const std::string& film) {
  try {
    return std::stoi(property(properties_of(film), "nb_read_packets"));
  } catch (const std::exception&) {
    return -1;
  }
}

/// When each packet is to be shown, in seconds, in that order.
inline std::vector<double> times_in(const std::string& film) {
  const std::string lines = output_of(
      "ffprobe", {"-v", "error", "-show_entries", "frame=pts_time", "-of", "default=noprint_wrappers=1:nokey=1", film});
  std::vector<double> times;
  for (std::size_t start = 0; start < lines.size(); start = lines.find('\n', start) + 1) {
    times.push_back(std::stod(lines.substr(start)));
  }
  return times;
}

/// The first and the last of a film's frames decoded to the pixel format that ffmpeg calls `format`.
inline std::string decoded_ends(const std::string& film, int frames, const std::string& format) {
  return output_of("ffmpeg", {"-v", "error", "-nostdin", "-i", "file:" + film, "-vf",
                              "select=eq(n\\,0)+eq(n\\," + std::to_string(frames - 1) + ")", "-fps_mode", "passthrough",
                              "-f", "rawvideo", "-pix_fmt", format, "pipe:1"});
}

}  // namespace lyap
