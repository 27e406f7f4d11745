#include "host/film/encoder_settings.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/color/picture_format.h"
#include "host/film/codec_formats.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <span>

#include <fmt/format.h>

namespace lyap {
namespace {

using Arguments = std::vector<std::string>;

struct Ending {
  std::string_view text;
  FilmContainer container;
  std::string_view muxer;
  std::string_view codec;
};

constexpr std::array<Ending, 5> kEndings{{{".mp4", FilmContainer::kMp4, "mp4", "libx264"},
                                          {".mov", FilmContainer::kMov, "mov", "libx264"},
                                          {".mkv", FilmContainer::kMkv, "matroska", "libx264"},
                                          {".webm", FilmContainer::kWebm, "webm", "libvpx-vp9"},
                                          {".gif", FilmContainer::kGif, "gif", "gif"}}};

/// A GIF counts time in hundredths of a second, and viewers show frames shorter than two of them slowly.
constexpr double kFastestGif = 50;

void add(Arguments& arguments, std::initializer_list<std::string> more) {
  arguments.insert(arguments.end(), more);
}

/// Null if there is none.
const Ending* find_ending(std::string_view path) {
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  const std::span endings(kEndings);
  const auto found = std::ranges::find_if(endings, [&](const Ending& ending) {
    return path.size() > ending.text.size() && std::equal(path.end() - static_cast<std::ptrdiff_t>(ending.text.size()),
                                                          path.end(), ending.text.begin(), same);
  });
  return found == endings.end() ? nullptr : &*found;
}

const Ending& ending_of(FilmContainer container) {
  return *std::find_if(kEndings.begin(), kEndings.end(), [&](const Ending& e) { return e.container == container; });
}

bool is_nvenc(std::string_view codec) {
  return codec.ends_with("_nvenc");
}

bool is_hevc(std::string_view codec) {
  return codec == "libx265" || codec.starts_with("hevc_");
}

/// The tags of the colour space, the same for ffmpeg's input and output, so that ffmpeg converts nothing.
Arguments color_tags(PixelFormat pixels) {
  switch (pixels) {
    case PixelFormat::kRgb24:
    case PixelFormat::kGbrp10:
      return {"-color_range", "pc", "-colorspace", "rgb", "-color_primaries", "bt709", "-color_trc", "iec61966-2-1"};
    case PixelFormat::kIndexed8:
      return {};
    default:
      return {"-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"};
  }
}

/// The pixel format that is requested of the encoder. With "+" ffmpeg refuses an encoder that lacks it, instead of
/// silently taking a coarser one. bgr0 and p010le hold the same samples in another order.
std::string encoded_format(PixelFormat pixels, std::string_view codec) {
  if (pixels == PixelFormat::kRgb24 && codec == "ffv1") return "bgr0";
  if (pixels == PixelFormat::kYuv420p10 && is_nvenc(codec)) return "p010le";
  return fmt::format("+{}", name_of(pixels));
}

std::optional<double> quality_of(std::string_view codec, const EncoderChoice& choice) {
  if (choice.crf) return choice.crf;
  if (codec == "libx264" || codec == "libx264rgb") return 18;
  if (codec == "libvpx-vp9") return 30;
  return std::nullopt;
}

Arguments quality_arguments(std::string_view codec, const EncoderChoice& choice) {
  Arguments arguments;
  if (const std::optional<double> quality = quality_of(codec, choice)) {
    const std::string text = fmt::format("{}", *quality);
    if (is_nvenc(codec)) {
      arguments = {"-rc", "vbr", "-cq", text, "-b:v", "0"};
    } else {
      arguments = {"-crf", text};
      // Without it the quality is bounded by a bit rate.
      if (codec == "libvpx-vp9" || codec == "libaom-av1") add(arguments, {"-b:v", "0"});
    }
  }
  if (codec == "libvpx-vp9") add(arguments, {"-row-mt", "1"});
  // It logs settings and statistics as warnings, which would hide the error message.
  if (codec == "libx265") add(arguments, {"-x265-params", "log-level=warning"});
  if (choice.preset) add(arguments, {"-preset", *choice.preset});
  return arguments;
}

Arguments container_arguments(FilmContainer container, std::string_view codec) {
  Arguments arguments;
  if (is_fragmented(container)) {
    // The other tag, hev1, is not played by Apple's players.
    if (is_hevc(codec)) add(arguments, {"-tag:v", "hvc1"});
    add(arguments, {"-movflags", fmt::format("+frag_keyframe+empty_moov{}", metadata_flag(container))});
  }
  return arguments;
}

void check_gif(FilmContainer container, const EncoderChoice& choice, const FilmFormat& format) {
  const bool indexed = format.pixels == PixelFormat::kIndexed8;
  if (container != FilmContainer::kGif) {
    if (indexed) throw InvalidInput("only a GIF is made of palette indices");
    return;
  }
  if (!indexed) {
    throw InvalidInput(fmt::format("a GIF is made of palette indices, of at most {} colours", kMaxIndexedColors));
  }
  if (format.rate.per_second() > kFastestGif) {
    throw InvalidInput("fps", fmt::format("a GIF cannot show {} frames per second; at most 50", text_of(format.rate)));
  }
  if (choice.crf || choice.preset) throw InvalidInput("a GIF is encoded as it is, without a quality or a preset");
}

}  // namespace

FilmContainer container_of(std::string_view path) {
  if (const Ending* ending = find_ending(path)) return ending->container;
  std::string known;
  for (const Ending& ending : kEndings) known += fmt::format("{}{}", known.empty() ? "" : ", ", ending.text);
  throw InvalidInput(fmt::format("{} has no ending of a film: {}", in_quotes(path), known));
}

bool has_film_ending(std::string_view path) {
  return find_ending(path) != nullptr;
}

std::string_view metadata_flag(FilmContainer container) {
  return container == FilmContainer::kMov ? "+use_metadata_tags" : "";
}

std::string_view muxer_of(FilmContainer container) {
  return ending_of(container).muxer;
}

bool is_fragmented(FilmContainer container) {
  return container == FilmContainer::kMp4 || container == FilmContainer::kMov;
}

std::string codec_of(FilmContainer container, const EncoderChoice& choice) {
  return choice.codec.value_or(std::string(ending_of(container).codec));
}

Arguments text_arguments(const FilmText& text) {
  Arguments arguments;
  if (!text.title.empty()) add(arguments, {"-metadata", "title=" + text.title});
  if (!text.comment.empty()) add(arguments, {"-metadata", "comment=" + text.comment});
  if (!text.description.empty()) add(arguments, {"-metadata", "description=" + text.description});
  return arguments;
}

Arguments encoder_arguments(FilmContainer container, const EncoderChoice& choice, const FilmFormat& format,
                            const FilmText& text, const std::string& path) {
  check_gif(container, choice, format);
  check_sides(format.pixels, format.size);
  const std::string codec = codec_of(container, choice);
  check_codec_takes(codec, format.pixels);
  const Arguments tags = color_tags(format.pixels);
  const auto add_all = [](Arguments& arguments, const Arguments& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
  };
  Arguments arguments{"-hide_banner", "-nostats", "-nostdin", "-v", "warning", "-y", "-f", "rawvideo"};
  add(arguments, {"-pix_fmt", name_of(format.pixels)});
  add(arguments, {"-s", fmt::format("{}x{}", format.size.width, format.size.height)});
  add(arguments, {"-framerate", text_of(format.rate)});
  add_all(arguments, tags);
  // ffmpeg guesses a film's rate from its first frames; 119.88 would become 120.
  add(arguments, {"-i", "pipe:0", "-an", "-r", text_of(format.rate), "-c:v", codec, "-pix_fmt",
                  encoded_format(format.pixels, codec)});
  add_all(arguments, tags);
  add_all(arguments, quality_arguments(codec, choice));
  add_all(arguments, container_arguments(container, codec));
  add_all(arguments, text_arguments(text));
  add_all(arguments, choice.extra);
  add(arguments, {"-f", std::string(muxer_of(container)), "file:" + path});
  return arguments;
}

}  // namespace lyap
