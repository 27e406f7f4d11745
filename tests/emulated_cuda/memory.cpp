#include "tests/emulated_cuda/memory.h"

#include "tests/emulated_cuda/settings.h"

#include <cstdlib>
#include <cstring>
#include <sys/mman.h>

namespace lyap::emulated {
namespace {

constexpr std::uint64_t kPage = 4096;
/// As cudaMalloc aligns.
constexpr std::uint64_t kAlignment = 256;
constexpr int kRubbish = 0xcd;

std::uint64_t round_up(std::uint64_t bytes, std::uint64_t multiple) {
  return (bytes + multiple - 1) / multiple * multiple;
}

char* reserve_addresses(std::uint64_t bytes) {
  void* at = ::mmap(nullptr, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (at == MAP_FAILED) {
    complain("no addresses are left");
    std::abort();
  }
  return static_cast<char*>(at);
}

/// Gives pages back to the system; their addresses stay taken.
void forget_pages(char* first, std::uint64_t bytes) {
  ::madvise(first, bytes, MADV_DONTNEED);
  ::mprotect(first, bytes, PROT_NONE);
}

/// Of blocks by where they begin, whether one holds [begin, begin + bytes).
bool one_holds(const auto& blocks, std::uint64_t begin, std::uint64_t bytes) {
  auto behind = blocks.upper_bound(begin);
  if (behind == blocks.begin()) return false;
  const auto& [first, size] = *--behind;
  return begin + bytes <= first + size;
}

}  // namespace

DeviceMemory::DeviceMemory(std::uint64_t capacity)
    : capacity_(capacity),
      addresses_(reserve_addresses(kAddresses)),
      memory_(reserve_addresses(kAddresses)),
      next_(kPage) {}

void* DeviceMemory::allocate(std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t rounded = round_up(bytes, kAlignment);
  const std::uint64_t pages = round_up(rounded, kPage);
  if (used_ + rounded > capacity_ || next_ + pages + kPage > kAddresses) return nullptr;
  if (::mprotect(memory_ + next_, pages, PROT_READ | PROT_WRITE) != 0) return nullptr;
  std::memset(memory_ + next_, kRubbish, pages);
  // At the end of its pages, so that kernels which go beyond it are seen.
  const std::uint64_t offset = next_ + pages - rounded;
  next_ += pages + kPage;
  used_ += rounded;
  blocks_[offset] = bytes;
  return addresses_ + offset;
}

bool DeviceMemory::release(void* address) {
  const std::lock_guard lock(mutex_);
  const auto found = blocks_.find(offset_of(address));
  if (found == blocks_.end()) return false;
  const auto [offset, bytes] = *found;
  const std::uint64_t rounded = round_up(bytes, kAlignment);
  for (std::uint64_t i = bytes; i < rounded; ++i) {
    if (static_cast<unsigned char>(memory_[offset + i]) == kRubbish) continue;
    complain("%llu bytes of device memory were written beyond their end", static_cast<unsigned long long>(bytes));
    std::abort();
  }
  const std::uint64_t pages = round_up(rounded, kPage);
  forget_pages(memory_ + offset + rounded - pages, pages);
  used_ -= rounded;
  blocks_.erase(found);
  return true;
}

std::uint64_t DeviceMemory::offset_of(const void* address) const {
  return reinterpret_cast<std::uint64_t>(address) - first_address();
}

bool DeviceMemory::owns(const void* address) const {
  return offset_of(address) < kAddresses;
}

bool DeviceMemory::holds(const void* address, std::uint64_t bytes) const {
  const std::lock_guard lock(mutex_);
  return one_holds(blocks_, offset_of(address), bytes);
}

char* DeviceMemory::place(const void* address) const {
  return memory_ + offset_of(address);
}

std::uint64_t DeviceMemory::first_address() const {
  return reinterpret_cast<std::uint64_t>(addresses_);
}

void* PinnedMemory::allocate(std::uint64_t bytes) {
  const std::uint64_t pages = round_up(bytes, kPage);
  char* at = reserve_addresses(pages + kPage);
  if (::mprotect(at, pages, PROT_READ | PROT_WRITE) != 0) return nullptr;
  std::memset(at, kRubbish, pages);
  char* address = at + pages - round_up(bytes, 64);
  const std::lock_guard lock(mutex_);
  blocks_[reinterpret_cast<std::uintptr_t>(address)] = bytes;
  return address;
}

bool PinnedMemory::release(void* address) {
  const std::lock_guard lock(mutex_);
  const auto found = blocks_.find(reinterpret_cast<std::uintptr_t>(address));
  if (found == blocks_.end()) return false;
  const std::uint64_t rounded = round_up(found->second, 64);
  const std::uint64_t pages = round_up(rounded, kPage);
  forget_pages(static_cast<char*>(address) + rounded - pages, pages);
  blocks_.erase(found);
  return true;
}

bool PinnedMemory::holds(const void* address, std::uint64_t bytes) const {
  const std::lock_guard lock(mutex_);
  return one_holds(blocks_, reinterpret_cast<std::uintptr_t>(address), bytes);
}

}  // namespace lyap::emulated
