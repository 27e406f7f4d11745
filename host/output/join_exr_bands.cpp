#include "host/output/join_exr_bands.h"

#include "host/base/error.h"
#include "host/output/exr_block_writer.h"
#include "host/output/exr_header.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

bool is_channel(const exr_attr_chlist_entry_t& entry, const ExrChannel& channel) {
  const std::string_view name(entry.name.str, static_cast<std::size_t>(entry.name.length));
  return name == channel.name && entry.pixel_type == channel.type && entry.x_sampling == 1 && entry.y_sampling == 1;
}

/// Whether the file has just the channels of the image; in files they are sorted by their names.
bool has_channels_of(const ExrHeader& band, const ExrImage& image) {
  const exr_attr_chlist_t* entries = nullptr;
  band.check(exr_get_channels(band.context(), ExrHeader::kOnlyPart, &entries));
  std::vector<ExrChannel> channels = channels_of(image);
  std::ranges::sort(channels, {}, [](const ExrChannel& channel) { return std::string_view(channel.name); });
  return std::equal(entries->entries, entries->entries + entries->num_channels, channels.begin(), channels.end(),
                    is_channel);
}

/// Throws InvalidInput unless the band has rows of the picture from row `top` on.
void check_exr_band(const ExrHeader& band, const ExrImage& image, int top, int block_rows) {
  exr_compression_t compression = EXR_COMPRESSION_NONE;
  band.check(exr_get_compression(band.context(), ExrHeader::kOnlyPart, &compression));
  const auto [width, height] = band.size();
  if (width != image.size.width || compression != EXR_COMPRESSION_ZIP || !has_channels_of(band, image)) {
    band.refuse("it is of another picture: its width, its channels or its compression differ");
  }
  const int end = top + height;
  if (band.top() != top || end > image.size.height || (end % block_rows != 0 && end != image.size.height)) {
    band.refuse(fmt::format("it has the rows {} to {}, where those from {} on are missing, in blocks of {}", band.top(),
                            band.top() + height - 1, top, block_rows));
  }
  if (!band.has_all_blocks()) band.refuse("it is cut");
}

void copy_blocks(const ExrHeader& band, ExrBlockWriter& writer) {
  std::vector<std::byte> bytes;
  const int end = band.top() + band.size().height;
  for (int row = band.top(); row < end; row += band.block_rows()) {
    exr_chunk_info_t info = {};
    band.check(exr_read_scanline_chunk_info(band.context(), ExrHeader::kOnlyPart, row, &info));
    bytes.resize(info.packed_size);
    band.check(exr_read_chunk(band.context(), ExrHeader::kOnlyPart, &info, bytes.data()));
    writer.write_block(row, bytes);
  }
}

}  // namespace

void join_exr_bands(OutputFile& file, const ExrImage& image, const std::vector<std::string>& bands,
                    const std::function<void(std::size_t)>& joined) {
  ExrBlockWriter writer(file, image);
  int top = 0;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const ExrHeader band(bands[i]);
    check_exr_band(band, image, top, writer.block_rows());
    copy_blocks(band, writer);
    top += band.size().height;
    if (joined) joined(i + 1);
  }
  if (top != image.size.height) {
    throw InvalidInput(
        fmt::format("{} rows of {} are in none of the bands", image.size.height - top, file.shown_name()));
  }
  writer.finish();
}

}  // namespace lyap
