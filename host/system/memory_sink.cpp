#include "host/system/memory_sink.h"

namespace lyap {

// Not in the header: GCC 12 warns of an overflow that cannot happen where it is inlined for an empty sink.
void MemorySink::write(std::span<const std::byte> bytes) {
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

}  // namespace lyap
