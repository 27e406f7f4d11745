#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string_view>

namespace lyap {

/// Removes from `folder` the temporaries that OutputFiles of killed processes have left. `is_ours` gets the name that
/// the file would have got and returns whether its temporary may be removed. Temporaries that are still being written
/// stay, and those that were last written to less than `idle` ago. Files that cannot be removed are ignored.
/// Temporaries of files with names longer than 100 bytes are not recognized.
///
/// A new temporary is not locked for a moment: where other processes may begin to write at any time, `idle` protects
/// theirs.
void remove_abandoned_temporaries(const std::filesystem::path& folder,
                                  const std::function<bool(std::string_view)>& is_ours, std::chrono::seconds idle = {});

}  // namespace lyap
