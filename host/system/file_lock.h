#pragma once

#include <filesystem>

namespace lyap {

/// Locks an open file (flock) for as long as it is open: in this process and in those that inherit the descriptor,
/// however they end. Returns false where another holds the lock; file systems that know no locks count as locked.
bool try_lock(int file);

/// Whether another holds the lock of the open file. Does not wait, and leaves it unlocked.
bool is_locked_elsewhere(int file);

/// Whether the open file still has that name. Who locks a file by its name has to ask afterwards: in between, another
/// may have renamed or removed it.
bool is_named(int file, const std::filesystem::path& path);

}  // namespace lyap
