#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string_view>

namespace lyap {

/// Removes the temporaries that OutputFiles of killed runs have left in `folder`, where `is_ours` says so of the name
/// that the file would have got. One that is still being written stays, one that was written to within the time `idle`
/// before now, and what cannot be removed. Temporaries of names longer than 100 bytes are not found.
///
/// For a moment a new temporary is not yet locked: where others may begin to write at any time, `idle` protects them.
void remove_abandoned_temporaries(const std::filesystem::path& folder,
                                  const std::function<bool(std::string_view)>& is_ours, std::chrono::seconds idle = {});

}  // namespace lyap
