#pragma once

#include <functional>
#include <string>

namespace lyap {

/// What the error of this type says that `action` throws, or "" if it throws nothing. Other errors pass.
template <class Error>
std::string message_of(const std::function<void()>& action) {
  try {
    action();
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace lyap
