#pragma once

#include "host/foreign/foreign_picture.h"

#include <string_view>

namespace lyap {

/// The picture of a preset, NAME.lja, of the Android program Ljapunow ("Lyapunov Fractals" by M. Urban), a file of
/// Java's properties: sequence, aInterval, bInterval, x0, warmup, iterations, rotateLeft. (The program's source.)
///
/// Its sum has the rates of the steps to come, ln|r(1 − 2x)|, where lyap's have been made, so that one step less before
/// the sum takes the same orbit; and it begins the sequence anew where the sum starts. Where warmup and iterations are
/// multiples of the sequence's length both are the same; else the notes tell. Other equations than the logistic map and
/// sequences with other letters than A and B are problems. Throws InvalidInput where the text is no preset.
ForeignPicture read_ljapunow_preset(std::string_view text);

}  // namespace lyap
