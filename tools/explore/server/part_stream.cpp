#include "tools/explore/server/part_stream.h"

#include "host/base/error.h"

#include <cstdint>
#include <string>
#include <utility>

namespace lyap {
namespace {

constexpr std::chrono::milliseconds kSilence{10};

void append_length(std::string& head, std::size_t length) {
  for (int shift = 0; shift < 32; shift += 8) head += static_cast<char>(static_cast<std::uint8_t>(length >> shift));
}

}  // namespace

PartStream::PartStream(Write write, std::function<void()> gone)
    : write_(std::move(write)),
      gone_(std::move(gone)),
      signs_of_life_([this](const std::stop_token& stop) { send_signs_of_life(stop); }) {}

void PartStream::send(std::string_view json, std::span<const std::byte> bytes) {
  const std::lock_guard lock(mutex_);
  if (!write_part(json, bytes)) throw Interrupted();
}

bool PartStream::write_part(std::string_view json, std::span<const std::byte> bytes) {
  if (is_gone_) return false;
  std::string head;
  append_length(head, json.size());
  append_length(head, bytes.size());
  head += json;
  // Without bytes there would be a piece of length 0, which ends an answer in pieces.
  is_gone_ = !write_(head) || (!bytes.empty() && !write_({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
  last_sent_ = std::chrono::steady_clock::now();
  if (is_gone_) gone_();
  return !is_gone_;
}

void PartStream::send_signs_of_life(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!ended_.wait_for(lock, stop, kSilence, [&] { return stop.stop_requested() || is_gone_; })) {
    if (stop.stop_requested()) return;
    if (std::chrono::steady_clock::now() - last_sent_ >= kSilence) write_part("{\"kind\":\"working\"}", {});
  }
}

}  // namespace lyap
