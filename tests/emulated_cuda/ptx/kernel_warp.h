#pragma once

#include "translated_kernel.h"

#include <stdbool.h>
#include <stdint.h>

// What threads of a warp do together, for translated kernels, in C.

enum { kLanes = 32 };
enum ShuffleMode { kUp, kDown, kBfly, kIdx };

static inline void synchronize_block(struct EmulatedThread* thread) {
  thread->device->synchronize_block(thread);
}

static inline void synchronize_warp(struct EmulatedThread* thread, uint32_t mask) {
  uint32_t ignored[kLanes];
  thread->device->exchange_in_warp(thread, mask, 0, ignored);
}

/// The bits of those lanes of the mask whose vote is true.
static inline uint32_t ballot(struct EmulatedThread* thread, bool vote, uint32_t mask) {
  uint32_t votes[kLanes];
  thread->device->exchange_in_warp(thread, mask, vote, votes);
  uint32_t lanes = 0;
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    if ((mask >> lane & 1) != 0 && votes[lane] != 0) lanes |= UINT32_C(1) << lane;
  }
  return lanes;
}

/// The value of another lane, or the own one if that is not inside of the segment. `limits` are the last lane, or for
/// kUp the first, in bits 0 to 4, and in bits 8 to 12 the bits of a lane's number that are the same throughout a
/// segment.
static inline uint32_t shuffle(struct EmulatedThread* thread, enum ShuffleMode mode, uint32_t value, uint32_t operand,
                               uint32_t limits, uint32_t mask, bool* inside) {
  const uint32_t segment = limits >> 8 & 31;
  const int32_t lane = thread->thread % kLanes;
  const int32_t first = lane & segment;
  const int32_t limit = first | (limits & 31 & ~segment);
  const int32_t number = operand & 31;
  const int32_t from = mode == kUp     ? lane - number
                       : mode == kDown ? lane + number
                       : mode == kBfly ? lane ^ number
                                       : first | (number & ~segment);
  uint32_t values[kLanes];
  thread->device->exchange_in_warp(thread, mask, value, values);
  *inside = mode == kUp ? from >= limit : from <= limit;
  return *inside ? values[from] : value;
}
