#include "host/output/exr_reader.h"

#include "host/base/error.h"
#include "host/base/tbb_order.h"
#include "host/base/text.h"
#include "host/output/exr_header.h"
#include "host/output/exr_writer.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <openexr.h>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace lyap {
namespace {

constexpr int kOnlyPart = ExrHeader::kOnlyPart;
/// Deflate makes at most 1032 bytes of one, run lengths 64; so a file that promises more does not hold it.
constexpr std::uint64_t kMostBytesOfAByte = 1100;

/// A block of rows, and where its exponents go.
struct ExrRows {
  int first;
  int count;
  float* high;
  float* low;
};

}  // namespace

class ExrReader::Decoder {
 public:
  Decoder(const std::string& path, int threads)
      : header_(path), arena_(threads > 0 ? threads : tbb::task_arena::automatic) {
    exr_compression_t compression = EXR_COMPRESSION_NONE;
    header_.check(exr_get_compression(header_.context(), kOnlyPart, &compression));
    if (compression > EXR_COMPRESSION_ZIP) {
      header_.refuse("its compression may have changed numbers; save it with ZIP");
    }
    check_channels();
  }
  ~Decoder() = default;
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  Decoder(Decoder&&) = delete;
  Decoder& operator=(Decoder&&) = delete;

  const ExrHeader& header() const { return header_; }
  bool has_rest() const { return has_rest_; }

  /// Reads the next rows, of whole blocks, into planes; `low` is used only where there is a rest.
  void read(int rows, float* high, float* low) {
    const int block_rows = header_.block_rows();
    const int left = header_.size().height - next_;
    if (rows > left || (rows % block_rows != 0 && rows != left)) {
      throw Failure(fmt::format("cannot read {}: {} rows are asked for where {} are left, in blocks of {}",
                                in_quotes(header_.path()), rows, left, block_rows));
    }
    std::atomic<exr_result_t> result = EXR_ERR_SUCCESS;
    handed_over(this);
    arena_.execute([&] {
      tbb::parallel_for(0, (rows + block_rows - 1) / block_rows, [&](int block) {
        taken_over(this);
        const int first = block * block_rows;
        const std::size_t at = static_cast<std::size_t>(first) * static_cast<std::size_t>(header_.size().width);
        const ExrRows target{next_ + first, std::min(block_rows, rows - first), high + at,
                             has_rest_ ? low + at : nullptr};
        const exr_result_t own = decode(target);
        if (own != EXR_ERR_SUCCESS) result = own;
        handed_over(this);
      });
    });
    taken_over(this);
    header_.check(result);
    next_ += rows;
  }

 private:
  void check_channels() {
    const exr_attr_chlist_t* channels = nullptr;
    header_.check(exr_get_channels(header_.context(), kOnlyPart, &channels));
    bool has_exponents = false;
    std::uint64_t pixel_bytes = 0;
    for (int i = 0; i < channels->num_channels; ++i) {
      const exr_attr_chlist_entry_t& channel = channels->entries[i];
      pixel_bytes += channel.pixel_type == EXR_PIXEL_HALF ? 2 : 4;
      const std::string_view name(channel.name.str, static_cast<std::size_t>(channel.name.length));
      const bool is_rest = name == kExponentRestChannel;
      if (name != kExponentChannel && !is_rest) continue;
      if (channel.pixel_type != EXR_PIXEL_FLOAT || channel.x_sampling != 1 || channel.y_sampling != 1) {
        header_.refuse(fmt::format("its channel {} is no plane of numbers in single precision", name));
      }
      (is_rest ? has_rest_ : has_exponents) = true;
    }
    if (!has_exponents) header_.refuse(fmt::format("it has no exponents: no channel {}", kExponentChannel));
    const Size size = header_.size();
    const std::uint64_t pixels = static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height);
    const auto bytes = static_cast<std::uint64_t>(header_.file_bytes());
    if (pixels > kMostBytesOfAByte * bytes / pixel_bytes) {
      header_.refuse(fmt::format("it is too short for {}x{} pixels; it may be damaged", size.width, size.height));
    }
  }

  exr_result_t decode(const ExrRows& rows) const {
    exr_chunk_info_t info = {};
    exr_decode_pipeline_t pipeline = {};
    exr_result_t result = exr_read_scanline_chunk_info(header_.context(), kOnlyPart, header_.top() + rows.first, &info);
    const bool fits = info.height == rows.count && info.width == header_.size().width;
    if (result == EXR_ERR_SUCCESS && !fits) result = EXR_ERR_CORRUPT_CHUNK;
    if (result == EXR_ERR_SUCCESS) result = exr_decoding_initialize(header_.context(), kOnlyPart, &info, &pipeline);
    if (result == EXR_ERR_SUCCESS) {
      for (int c = 0; c < pipeline.channel_count; ++c) set_target(pipeline.channels[c], rows);
      result = exr_decoding_choose_default_routines(header_.context(), kOnlyPart, &pipeline);
    }
    if (result == EXR_ERR_SUCCESS) result = exr_decoding_run(header_.context(), kOnlyPart, &pipeline);
    exr_decoding_destroy(header_.context(), &pipeline);
    return result;
  }

  void set_target(exr_coding_channel_info_t& channel, const ExrRows& rows) const {
    const std::string_view name = channel.channel_name;
    float* target = name == kExponentChannel ? rows.high : name == kExponentRestChannel ? rows.low : nullptr;
    channel.decode_to_ptr = reinterpret_cast<std::uint8_t*>(target);
    channel.user_pixel_stride = sizeof(float);
    channel.user_line_stride = header_.size().width * static_cast<std::int32_t>(sizeof(float));
  }

  ExrHeader header_;
  tbb::task_arena arena_;
  bool has_rest_ = false;
  /// The next row to be read.
  int next_ = 0;
};

ExrReader::ExrReader(const std::string& path, int threads) : decoder_(std::make_unique<Decoder>(path, threads)) {}

ExrReader::~ExrReader() = default;

Size ExrReader::size() const {
  return decoder_->header().size();
}

Precision ExrReader::precision() const {
  return decoder_->has_rest() ? Precision::kDouble : Precision::kFloat;
}

std::size_t ExrReader::bytes_per_row() const {
  return static_cast<std::size_t>(size().width) * (decoder_->has_rest() ? sizeof(double) : sizeof(float));
}

int ExrReader::block_rows() const {
  return decoder_->header().block_rows();
}

std::string ExrReader::text(const std::string& name) const {
  return decoder_->header().text(name);
}

void ExrReader::read_rows(std::span<std::byte> values) {
  const auto width = static_cast<std::size_t>(size().width);
  const std::size_t rows = values.size() / bytes_per_row();
  high_.resize(rows * width);
  low_.resize(decoder_->has_rest() ? high_.size() : 0);
  decoder_->read(static_cast<int>(rows), high_.data(), low_.data());
  // Without a way out of the loop it is vector code.
  int has_nan = 0;
  for (const std::vector<float>* plane : {&high_, &low_}) {
    for (const float value : *plane) has_nan |= static_cast<int>(std::isnan(value));
  }
  if (has_nan != 0) refuse_nan();
  rows_read_ += static_cast<int>(rows);
  if (low_.empty()) {
    std::memcpy(values.data(), high_.data(), values.size());
    return;
  }
  for (std::size_t i = 0; i < high_.size(); ++i) {
    const double sum = static_cast<double>(high_[i]) + low_[i];
    std::memcpy(values.data() + i * sizeof sum, &sum, sizeof sum);
  }
}

void ExrReader::refuse_nan() const {
  std::size_t first = 0;
  while (!std::isnan(high_[first]) && (low_.empty() || !std::isnan(low_[first]))) ++first;
  const auto width = static_cast<std::size_t>(size().width);
  decoder_->header().refuse(fmt::format("the exponent in column {}, row {} is NaN, which none is", first % width,
                                        static_cast<std::size_t>(rows_read_) + first / width));
}

}  // namespace lyap
