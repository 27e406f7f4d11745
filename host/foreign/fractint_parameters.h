#pragma once

#include "host/foreign/foreign_picture.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace lyap {

/// The sequence that FRACTINT's order number stands for: an A, the number's binary digits from its first 1 on, 1 as A
/// and 0 as B, and a B. Before version 17.32 the number had 16 bits, and A and B changed places; `is_old` says so.
std::string fractint_sequence(std::int64_t order, bool is_old);

/// The entries of type lyapunov in a FRACTINT parameter file, NAME.par:
///
///     NAME { ; a comment
///       reset=1960 type=lyapunov corners=3.5/3.8/3.4/3.6 params=ORDER/SEED/FILTER maxiter=25
///     }
///
/// FRACTINT's a, on the vertical axis, becomes A, its b B. It goes through whole sequences: maxiter/2 of them without
/// the sum, or FILTER where that is not 0, and maxiter/2 with it, the first letter being the sequence's first. (Its
/// documentation, "Lyapunov Fractals", and the source of version 20.) A window that stands upright or lies on its side
/// is taken over, one that is turned otherwise is a problem. Throws InvalidInput, "line N: …", where an entry has no
/// end.
ForeignPictures read_fractint_parameters(std::string_view text);

}  // namespace lyap
