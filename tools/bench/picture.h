#pragma once

#include "host/compute/frame.h"
#include "host/spec/render_spec.h"
#include "tools/bench/run.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace lyap {

/// The size with the most pixels of these, not empty; the first of several.
Size largest_of(const std::vector<Size>& sizes);

/// The picture of a sequence over a window. Throws InvalidInput if there is no such picture: a sequence with a letter
/// besides A and B, a size or a number of iterations out of range.
RenderSpec bench_spec(const std::string& sequence, Size size, std::int64_t iterations, Precision precision,
                      const BenchWindow& window = {});

/// What a figure says of a picture; the precision is the one that is chosen where the picture leaves it open.
BenchPicture bench_picture(const RenderSpec& spec, const std::string& sequence);

/// Such a picture again.
RenderSpec spec_of(const BenchPicture& picture);

/// How orbits are computed: to their end, or until they have come to a cycle.
enum class OrbitEnd { kBruteForce, kEarly };

/// Such a picture as a frame of palette indices.
std::shared_ptr<const Frame> bench_frame(const BenchPicture& picture, OrbitEnd end);

/// "AB 3840x2160 N=400 f32", and " A 2.5:3.4 B 3.4:4" behind it unless the window is the default one.
std::string text_of(const BenchPicture& picture);

/// "AB", and " 2.5:3.4 x 3.4:4" behind it, of A and B, unless the window is the default one.
std::string place_of(const BenchPicture& picture);

}  // namespace lyap
