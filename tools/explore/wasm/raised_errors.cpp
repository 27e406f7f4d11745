// Exceptions of C++ as exceptions of JavaScript: nothing in a module catches any. clang can compile exceptions for
// WebAssembly
// (-fwasm-exceptions), but Debian's C++ library for it has neither __cxa_throw nor a personality routine or an
// unwinder.
#include "host/base/error.h"
#include "host/base/retold_error.h"
#include "tools/explore/wasm/json_text.h"
#include "tools/options/error_message.h"

#include <cstddef>
#include <cstdlib>
#include <exception>
#include <string>
#include <typeinfo>

/// Throws what it is told, as an object of JSON: field, message and text, as the server's errors have them.
extern "C" __attribute__((import_module("lyap"), import_name("raise"))) [[noreturn]] void lyap_raise(const char* json,
                                                                                                     std::size_t size);

namespace {

std::string json_of(const std::exception& error, const std::type_info& type) {
  lyap::JsonObject json;
  if (type == typeid(lyap::InvalidInput)) {
    lyap::InvalidInput invalid = static_cast<const lyap::InvalidInput&>(error);
    for (const auto* by = lyap::ErrorRetold::innermost; by != nullptr; by = by->outer()) invalid = by->retold(invalid);
    json.add_text("field", invalid.field()).add_text("message", invalid.problem());
    json.add_text("text", lyap::message_of(invalid));
  } else {
    json.add_text("field", "").add_text("message", error.what()).add_text("text", error.what());
  }
  return json.text();
}

}  // namespace

// What compilers call for `throw`, instead of the C++ library's: it was built without exceptions. What is thrown is
// derived from std::exception, as its first and only base. Frames that are left so are not cleaned up; the memory they
// held is lost until the module ends.
extern "C" void* __cxa_allocate_exception(std::size_t size) {
  return std::malloc(size);
}

extern "C" [[noreturn]] void __cxa_throw(void* error, std::type_info* type, void (* /*destroy*/)(void*)) {
  const std::string json = json_of(*static_cast<const std::exception*>(error), *type);
  lyap::ErrorRetold::innermost = nullptr;
  lyap_raise(json.data(), json.size());
}
