#pragma once

#include <exception>
#include <string>

namespace lyap {

/// What an error that is none of ours says to a user: of std::bad_alloc and of a thread that cannot be started, which
/// limit may be the reason; of any other what() says.
std::string failure_text(const std::exception& error);

}  // namespace lyap
