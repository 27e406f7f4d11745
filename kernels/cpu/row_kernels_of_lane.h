#pragma once

#include "kernels/cpu/row_kernels.h"
#include "kernels/exponent.h"
#include "kernels/listed_steps.h"
#include "kernels/recurrence.h"
#include "kernels/tone_map.h"

#include <cstdint>

namespace lyap {

/// Row kernels written once over lane types; each instruction set instantiates them in a file of its own.
/// `kVectors` vectors are in flight at a time, so that the latency of one step hides behind the others.
template <template <class> class Lane, int kVectors>
struct RowKernelsOfLane {
  template <class T>
  static RowsComputed exponents_of_rows(const PlaneView<T>& plane, const PixelRows& rows, T* scratch, T* out,
                                        std::uint32_t* periods) {
    return plane.form == Form::kScaled ? exponents_in<ScaledForm>(plane, rows, scratch, out, periods)
                                       : exponents_in<PlainForm>(plane, rows, scratch, out, periods);
  }

  template <class Recurrence, class T>
  static RowsComputed exponents_in(const PlaneView<T>& plane, const PixelRows& rows, T* scratch, T* out,
                                   std::uint32_t* periods) {
    constexpr int kLanes = Lane<T>::kLanes;
    // Logarithms of several blocks at a time, which do not wait for one another.
    constexpr int kBlocks = 8;
    EndedOrbits<Lane<T>, kVectors> ended[kBlocks];
    const std::ptrdiff_t stride = padded_columns(rows.columns, kLanes);
    const auto block_at = [&](int column) {
      return PixelBlock{rows.first_column + column, rows.first_row, rows.first_row + rows.count - 1};
    };
    std::int64_t steps = 0;
    for (int first = 0; first < rows.columns; first += kBlocks * kLanes) {
      const int end = rows.columns < first + kBlocks * kLanes ? rows.columns : first + kBlocks * kLanes;
      for (int column = first; column < end; column += kLanes) {
        const int columns = end - column < kLanes ? end - column : kLanes;
        const PeriodTarget period_target{periods == nullptr ? nullptr : periods + column, stride};
        const ListedSteps<Recurrence, Lane<T>, kVectors, kVectors * kLanes> listed(plane, block_at(column), scratch);
        const std::int64_t steps_per_pixel = compute_orbits<Recurrence>(
            plane, block_at(column), listed, ended[(column - first) / kLanes], period_target);
        steps += steps_per_pixel * columns * rows.count;
      }
      for (int column = first; column < end; column += kLanes) {
        for (int v = 0; v < kVectors; ++v) {
          Lane<T>::store(
              sum_up<Recurrence, Lane<T>, kVectors>(plane, block_at(column), v, ended[(column - first) / kLanes]),
              out + v * stride + column);
        }
      }
    }
    return {Lane<T>::target(), steps};
  }

  static constexpr int kBatch = 64;

  static void batch_of_indices(ToneMap tone_map, const float* exponents, int entries, std::uint16_t* out) {
    for (int i = 0; i < kBatch; i += Lane<float>::kLanes) {
      const auto exponent = Lane<float>::load(exponents + i);
      Lane<float>::store_index(palette_index<Lane<float>>(tone_map, exponent, static_cast<float>(entries)), out + i);
    }
  }

  static void batch_of_indices(ToneMap tone_map, const double* exponents, int entries, std::uint16_t* out) {
    float rounded[kBatch];
    for (int i = 0; i < kBatch; ++i) rounded[i] = static_cast<float>(exponents[i]);
    batch_of_indices(tone_map, rounded, entries, out);
  }

  /// Works in batches of a fixed size, which the compiler turns into vector code where no lane type does it.
  template <class T>
  static void palette_indices(ToneMap tone_map, const T* exponents, int count, int entries, std::uint16_t* out) {
    int done = 0;
    for (; done + kBatch <= count; done += kBatch) batch_of_indices(tone_map, exponents + done, entries, out + done);
    if (done == count) return;
    T tail[kBatch] = {};
    std::uint16_t tail_out[kBatch];
    for (int i = done; i < count; ++i) tail[i - done] = exponents[i];
    batch_of_indices(tone_map, tail, entries, tail_out);
    for (int i = done; i < count; ++i) out[i] = tail_out[i - done];
  }

  template <class T>
  static std::int64_t fma_rounds(std::int64_t rounds) {
    using L = Lane<T>;
    constexpr int kChains = 12;
    const auto factor = L::broadcast(static_cast<T>(0.5));
    typename L::Value chains[kChains];
    for (int c = 0; c < kChains; ++c) chains[c] = L::broadcast(static_cast<T>(c));
    for (std::int64_t r = 0; r < rounds; ++r) {
      for (int c = 0; c < kChains; ++c) chains[c] = L::fma(chains[c], factor, factor);
    }
    for (int c = 1; c < kChains; ++c) chains[0] = L::add(chains[0], chains[c]);
    T sums[L::kLanes];
    L::store(chains[0], sums);
    // The comparison keeps the compiler from dropping the work; the chains tend to 1, so it never holds.
    return sums[0] < 0 ? 0 : rounds * kChains * L::kLanes;
  }

  static constexpr RowKernels table() {
    return {kVectors,
            Lane<float>::kLanes,
            Lane<double>::kLanes,
            &exponents_of_rows<float>,
            &exponents_of_rows<double>,
            &palette_indices<float>,
            &palette_indices<double>,
            &fma_rounds<float>,
            &fma_rounds<double>};
  }
};

}  // namespace lyap
