// Stands for NVRTC where the loader looks for it, and asks the real one for PTX where machine code is asked for.
#include <dlfcn.h>
#include <nvrtc.h>
#include <string>
#include <vector>

#include <cuda_runtime_api.h>

namespace {

template <class Function>
Function* real(const char* name) {
  static void* library = ::dlopen(LYAP_REAL_NVRTC, RTLD_NOW | RTLD_LOCAL);
  return library == nullptr ? nullptr : reinterpret_cast<Function*>(::dlsym(library, name));
}

/// Hands a call on.
template <class... Parameters, class... Arguments>
nvrtcResult forward(nvrtcResult (*)(Parameters...), const char* name, Arguments... arguments) {
  auto* function = real<nvrtcResult(Parameters...)>(name);
  return function == nullptr ? NVRTC_ERROR_INTERNAL_ERROR : function(arguments...);
}

}  // namespace

#define LYAP_FORWARD(function, ...) forward(&function, #function __VA_OPT__(, ) __VA_ARGS__)

nvrtcResult nvrtcVersion(int* major, int* minor) {
  return LYAP_FORWARD(nvrtcVersion, major, minor);
}

const char* nvrtcGetErrorString(nvrtcResult result) {
  auto* function = real<decltype(nvrtcGetErrorString)>(__func__);
  return function == nullptr ? "the real NVRTC is missing" : function(result);
}

nvrtcResult nvrtcGetNumSupportedArchs(int* count) {
  return LYAP_FORWARD(nvrtcGetNumSupportedArchs, count);
}

nvrtcResult nvrtcGetSupportedArchs(int* architectures) {
  return LYAP_FORWARD(nvrtcGetSupportedArchs, architectures);
}

nvrtcResult nvrtcCreateProgram(nvrtcProgram* program, const char* source, const char* name, int count,
                               const char* const* headers, const char* const* names) {
  return LYAP_FORWARD(nvrtcCreateProgram, program, source, name, count, headers, names);
}

nvrtcResult nvrtcDestroyProgram(nvrtcProgram* program) {
  return LYAP_FORWARD(nvrtcDestroyProgram, program);
}

#if CUDART_VERSION >= 13000
nvrtcResult nvrtcSetFlowCallback(nvrtcProgram program, int (*callback)(void*, void*), void* data) {
  return LYAP_FORWARD(nvrtcSetFlowCallback, program, callback, data);
}
#endif

nvrtcResult nvrtcCompileProgram(nvrtcProgram program, int count, const char* const* options) {
  std::vector<std::string> kept;
  for (int i = 0; i < count; ++i) {
    std::string option = options[i];
    // There is no machine code that ptxas could say anything of.
    if (option.find("ptxas") != std::string::npos) continue;
    if (const auto at = option.find("=sm_"); at != std::string::npos) option.replace(at, 4, "=compute_");
    kept.push_back(option);
  }
  std::vector<const char*> pointers;
  for (const std::string& option : kept) pointers.push_back(option.c_str());
  return LYAP_FORWARD(nvrtcCompileProgram, program, static_cast<int>(pointers.size()), pointers.data());
}

nvrtcResult nvrtcGetProgramLogSize(nvrtcProgram program, size_t* size) {
  return LYAP_FORWARD(nvrtcGetProgramLogSize, program, size);
}

nvrtcResult nvrtcGetProgramLog(nvrtcProgram program, char* log) {
  return LYAP_FORWARD(nvrtcGetProgramLog, program, log);
}

nvrtcResult nvrtcGetCUBINSize(nvrtcProgram program, size_t* size) {
  auto* function = real<decltype(nvrtcGetPTXSize)>("nvrtcGetPTXSize");
  return function == nullptr ? NVRTC_ERROR_INTERNAL_ERROR : function(program, size);
}

nvrtcResult nvrtcGetCUBIN(nvrtcProgram program, char* code) {
  auto* function = real<decltype(nvrtcGetPTX)>("nvrtcGetPTX");
  return function == nullptr ? NVRTC_ERROR_INTERNAL_ERROR : function(program, code);
}
