#pragma once

namespace lyap {

/// Opens those of the descriptors 0 to 2 that are closed, so that no file that is opened later gets the number of a
/// standard stream and what is written to that. They are opened the wrong way round: reading from one and writing to
/// the other two fails, as it would if they had stayed closed. Call it first of all.
void fill_standard_descriptors();

}  // namespace lyap
