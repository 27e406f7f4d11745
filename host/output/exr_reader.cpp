#include "host/output/exr_reader.h"

#include "host/base/error.h"
#include "host/base/tbb_order.h"
#include "host/base/text.h"
#include "host/output/exr_input.h"
#include "host/output/exr_writer.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstring>
#include <fstream>
#include <openexr.h>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace lyap {
namespace {

constexpr int kOnlyPart = 0;
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

bool is_exr_file(const std::string& path) {
  std::array<char, kExrMagic.size()> start{};
  std::ifstream(path, std::ios::binary).read(start.data(), start.size());
  return std::string_view(start.data(), start.size()) == kExrMagic;
}

class ExrReader::Decoder {
 public:
  Decoder(const std::string& path, int threads)
      : path_(path), input_(path), arena_(threads > 0 ? threads : tbb::task_arena::automatic) {
    exr_context_initializer_t start = EXR_DEFAULT_CONTEXT_INITIALIZER;
    start.error_handler_fn = [](exr_const_context_t, exr_result_t, const char*) {};
    input_.connect(start);
    start.max_image_width = kMaxSide;
    start.max_image_height = kMaxSide;
    start.flags = EXR_CONTEXT_FLAG_SILENT_HEADER_PARSE | EXR_CONTEXT_FLAG_DISABLE_CHUNK_RECONSTRUCTION;
    check(exr_start_read(&context_, path_.c_str(), &start));
    try {
      read_header();
    } catch (...) {
      exr_finish(&context_);
      throw;
    }
  }
  ~Decoder() { exr_finish(&context_); }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  Decoder(Decoder&&) = delete;
  Decoder& operator=(Decoder&&) = delete;

  Size size() const { return size_; }
  bool has_rest() const { return has_rest_; }

  std::string text(const std::string& name) const {
    std::int32_t length = 0;
    const char* value = nullptr;
    const bool found = exr_attr_get_string(context_, kOnlyPart, name.c_str(), &length, &value) == EXR_ERR_SUCCESS;
    return found && value != nullptr ? std::string(value, static_cast<std::size_t>(length)) : "";
  }

  int block_rows() const { return block_rows_; }

  /// Reads the next rows, of whole blocks, into planes; `low` is used only where there is a rest.
  void read(int rows, float* high, float* low) {
    const bool is_end = rows == size_.height - next_;
    if (rows > size_.height - next_ || (rows % block_rows_ != 0 && !is_end)) {
      throw Failure(fmt::format("cannot read {}: {} rows are asked for where {} are left, in blocks of {}",
                                in_quotes(path_), rows, size_.height - next_, block_rows_));
    }
    std::atomic<exr_result_t> result = EXR_ERR_SUCCESS;
    handed_over(this);
    arena_.execute([&] {
      tbb::parallel_for(0, (rows + block_rows_ - 1) / block_rows_, [&](int block) {
        taken_over(this);
        const int first = block * block_rows_;
        const std::size_t at = static_cast<std::size_t>(first) * static_cast<std::size_t>(size_.width);
        const ExrRows target{next_ + first, std::min(block_rows_, rows - first), high + at,
                             has_rest_ ? low + at : nullptr};
        const exr_result_t own = decode(target);
        if (own != EXR_ERR_SUCCESS) result = own;
        handed_over(this);
      });
    });
    taken_over(this);
    check(result);
    next_ += rows;
  }

  [[noreturn]] void refuse(std::string_view problem) const {
    throw InvalidInput(fmt::format("cannot use {}: {}", in_quotes(path_), problem));
  }

 private:
  void read_header() {
    int parts = 0;
    exr_storage_t storage = EXR_STORAGE_SCANLINE;
    exr_compression_t compression = EXR_COMPRESSION_NONE;
    check(exr_get_count(context_, &parts));
    if (parts != 1) refuse(fmt::format("it has {} parts; one is read", parts));
    check(exr_get_storage(context_, kOnlyPart, &storage));
    if (storage != EXR_STORAGE_SCANLINE) refuse("it is made of tiles or deep pixels; save it as scan lines");
    check(exr_get_compression(context_, kOnlyPart, &compression));
    if (compression > EXR_COMPRESSION_ZIP) refuse("its compression may have changed numbers; save it with ZIP");
    exr_attr_box2i_t window = {};
    check(exr_get_data_window(context_, kOnlyPart, &window));
    const std::int64_t width = std::int64_t{window.max.x} - window.min.x + 1;
    const std::int64_t height = std::int64_t{window.max.y} - window.min.y + 1;
    if (std::min(width, height) < 1 || std::max(width, height) > kMaxSide) {
      refuse(fmt::format("it has {}x{} pixels; pictures have 1 to {} a side", width, height, kMaxSide));
    }
    size_ = {static_cast<int>(width), static_cast<int>(height)};
    top_ = window.min.y;
    std::int32_t rows = 0;
    check(exr_get_scanlines_per_chunk(context_, kOnlyPart, &rows));
    block_rows_ = rows;
    check_channels();
  }

  void check_channels() {
    const exr_attr_chlist_t* channels = nullptr;
    check(exr_get_channels(context_, kOnlyPart, &channels));
    bool has_exponents = false;
    std::uint64_t pixel_bytes = 0;
    for (int i = 0; i < channels->num_channels; ++i) {
      const exr_attr_chlist_entry_t& channel = channels->entries[i];
      pixel_bytes += channel.pixel_type == EXR_PIXEL_HALF ? 2 : 4;
      const std::string_view name(channel.name.str, static_cast<std::size_t>(channel.name.length));
      const bool is_rest = name == kExponentRestChannel;
      if (name != kExponentChannel && !is_rest) continue;
      if (channel.pixel_type != EXR_PIXEL_FLOAT || channel.x_sampling != 1 || channel.y_sampling != 1) {
        refuse(fmt::format("its channel {} is no plane of numbers in single precision", name));
      }
      (is_rest ? has_rest_ : has_exponents) = true;
    }
    if (!has_exponents) refuse(fmt::format("it has no exponents: no channel {}", kExponentChannel));
    const std::uint64_t pixels = static_cast<std::uint64_t>(size_.width) * static_cast<std::uint64_t>(size_.height);
    const auto bytes = static_cast<std::uint64_t>(input_.size());
    if (pixels > kMostBytesOfAByte * bytes / pixel_bytes) {
      refuse(fmt::format("it is too short for {}x{} pixels; it may be damaged", size_.width, size_.height));
    }
  }

  exr_result_t decode(const ExrRows& rows) const {
    exr_chunk_info_t info = {};
    exr_decode_pipeline_t pipeline = {};
    exr_result_t result = exr_read_scanline_chunk_info(context_, kOnlyPart, top_ + rows.first, &info);
    const bool fits = info.height == rows.count && info.width == size_.width;
    if (result == EXR_ERR_SUCCESS && !fits) result = EXR_ERR_CORRUPT_CHUNK;
    if (result == EXR_ERR_SUCCESS) result = exr_decoding_initialize(context_, kOnlyPart, &info, &pipeline);
    if (result == EXR_ERR_SUCCESS) {
      for (int c = 0; c < pipeline.channel_count; ++c) set_target(pipeline.channels[c], rows);
      result = exr_decoding_choose_default_routines(context_, kOnlyPart, &pipeline);
    }
    if (result == EXR_ERR_SUCCESS) result = exr_decoding_run(context_, kOnlyPart, &pipeline);
    exr_decoding_destroy(context_, &pipeline);
    return result;
  }

  void set_target(exr_coding_channel_info_t& channel, const ExrRows& rows) const {
    const std::string_view name = channel.channel_name;
    float* target = name == kExponentChannel ? rows.high : name == kExponentRestChannel ? rows.low : nullptr;
    channel.decode_to_ptr = reinterpret_cast<std::uint8_t*>(target);
    channel.user_pixel_stride = sizeof(float);
    channel.user_line_stride = size_.width * static_cast<std::int32_t>(sizeof(float));
  }

  void check(exr_result_t result) const {
    if (result == EXR_ERR_SUCCESS) return;
    if (result == EXR_ERR_OUT_OF_MEMORY) throw std::bad_alloc();
    refuse(fmt::format("it is damaged, or no EXR file that is read here: {}", exr_get_default_error_message(result)));
  }

  std::string path_;
  ExrInput input_;
  tbb::task_arena arena_;
  exr_context_t context_ = nullptr;
  Size size_{};
  int top_ = 0;
  bool has_rest_ = false;
  int block_rows_ = 1;
  /// The next row to be read.
  int next_ = 0;
};

ExrReader::ExrReader(const std::string& path, int threads) : decoder_(std::make_unique<Decoder>(path, threads)) {}

ExrReader::~ExrReader() = default;

Size ExrReader::size() const {
  return decoder_->size();
}

Precision ExrReader::precision() const {
  return decoder_->has_rest() ? Precision::kDouble : Precision::kFloat;
}

std::size_t ExrReader::bytes_per_row() const {
  return static_cast<std::size_t>(size().width) * (decoder_->has_rest() ? sizeof(double) : sizeof(float));
}

int ExrReader::block_rows() const {
  return decoder_->block_rows();
}

std::string ExrReader::text(const std::string& name) const {
  return decoder_->text(name);
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
  decoder_->refuse(fmt::format("the exponent in column {}, row {} is NaN, which none is", first % width,
                               static_cast<std::size_t>(rows_read_) + first / width));
}

}  // namespace lyap
