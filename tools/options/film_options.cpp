#include "tools/options/film_options.h"

#include "tools/options/movement_options.h"
#include "tools/options/picture_options.h"

namespace lyap {
namespace {

void add_length_options(FieldOptions& options) {
  options.begin_group("Film");
  options.add("-o,--output,--fname", "FILE", ".mp4 .mov .mkv .webm .gif .y4m, frame_####.png .exr, - [SEQUENCE.mp4]");
  options.add("--duration,--dur", "SECONDS", "How long it takes [60]");
  options.add("--fps", "RATE", "Frames per second, also 30000/1001", "30");
  options.add("--frames", "N", "How many frames, instead of the duration");
  options.add("--shutter", "S", "Motion blur: the share of a frame's time that is seen, above 0 up to 1 [none]");
  options.add("--shutter-frames", "N", "Of how many pictures a frame is the average then, 2 to 64 [16]");
  options.add("--range", "A:B", "Only frames A to B of the film, both included, counted from 0");
  options.add("--every", "N", "Only every n-th frame, at the rate divided by n", "1");
  options.add_flag("--preview", "A quarter of the width and height, and every fourth frame: a quick look");
  options.add_flag("--resume", "Of a sequence of pictures, only what is missing or unfinished");
}

void add_encoding_options(FieldOptions& options) {
  options.begin_group("Encoding");
  options.add("--codec", "NAME", "ffmpeg's encoder: libx265, h264_nvenc, ... [by the file's ending]");
  options.add("--crf", "N", "Quality; less is better and larger [18 for libx264]");
  options.add("--preset", "NAME", "The encoder's trade of speed for size [its own default]");
  options.add("--pixel-format", "F", "yuv420p, yuv444p, rgb24, yuv4xxp10le (420, 422, 444), yuv420p12le, gbrp10le");
  options.add("--depth", "8|16",
              "Bits a channel of frame_####.png, 8 if not told; 16 has colours between the palette's");
  options.add("--encoder-args", "ARGS", "More arguments for ffmpeg's encoder, \"-tune film\"");
  options.add("--ffmpeg", "PROGRAM", "The ffmpeg to use", "ffmpeg");
  options.add("--format", "F", "What goes to -o -: y4m, or raw frames of a pixel format [y4m]");
}

}  // namespace

void add_film_options(FieldOptions& options) {
  add_length_options(options);
  add_movement_options(options);
  add_encoding_options(options);
  add_picture_options(options, "Letters A to Z with repeats, or a film file, NAME.toml");
  add_movement_spellings(options);
  options.begin_group("Encoding");
  options.add("--in-flight", "N", "Frames in the works at a time [3 for each GPU, or as writing needs]");
}

RivalOptions rival_film_options() {
  RivalOptions rivals = rival_picture_options();
  rivals.push_back({"center", "xc", "yc"});
  rivals.push_back({"duration", "frames"});
  return rivals;
}

}  // namespace lyap
