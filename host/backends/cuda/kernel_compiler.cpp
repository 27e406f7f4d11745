#include "host/backends/cuda/kernel_compiler.h"

#include "host/backends/cuda/kernel_texts.h"
#include "host/base/error.h"
#include "host/system/shared_library.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <nvrtc.h>
#include <regex>

#include <cuda_runtime_api.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <zlib.h>

namespace lyap {
namespace {

/// The arithmetic of IEEE 754, as kernels/CMakeLists.txt has it for the kernels that come with the program.
constexpr std::array kOptions{"-std=c++20",      "-fmad=false", "-prec-div=true",
                              "-prec-sqrt=true", "-ftz=false",  "--ptxas-options=-v"};

/// Where NVRTC may be: where the loader looks, then where the CUDA Toolkit is.
std::vector<std::string> nvrtc_files() {
  const std::string name = fmt::format("libnvrtc.so.{}", CUDART_VERSION / 1000);
  std::vector<std::string> files{name};
  for (const char* variable : {"CUDA_HOME", "CUDA_PATH"}) {
    if (const char* folder = std::getenv(variable)) files.push_back(fmt::format("{}/lib64/{}", folder, name));
  }
  files.push_back("/usr/local/cuda/lib64/" + name);
  return files;
}

/// The number behind `pattern` in the log, 0 where there is none.
int number_in(const std::string& log, const char* pattern) {
  std::smatch found;
  return std::regex_search(log, found, std::regex(pattern)) ? std::stoi(found[1].str()) : 0;
}

}  // namespace

struct KernelCompiler::Nvrtc {
  SharedLibrary library{nvrtc_files()};
  decltype(nvrtcVersion)* version = library.function<decltype(nvrtcVersion)>("nvrtcVersion");
  decltype(nvrtcGetErrorString)* error_string = library.function<decltype(nvrtcGetErrorString)>("nvrtcGetErrorString");
  decltype(nvrtcGetNumSupportedArchs)* architecture_count =
      library.function<decltype(nvrtcGetNumSupportedArchs)>("nvrtcGetNumSupportedArchs");
  decltype(nvrtcGetSupportedArchs)* architectures =
      library.function<decltype(nvrtcGetSupportedArchs)>("nvrtcGetSupportedArchs");
  decltype(nvrtcCreateProgram)* create = library.function<decltype(nvrtcCreateProgram)>("nvrtcCreateProgram");
  decltype(nvrtcDestroyProgram)* destroy = library.function<decltype(nvrtcDestroyProgram)>("nvrtcDestroyProgram");
#if CUDART_VERSION >= 13000
  decltype(nvrtcSetFlowCallback)* set_flow_callback =
      library.function<decltype(nvrtcSetFlowCallback)>("nvrtcSetFlowCallback");
#endif
  decltype(nvrtcCompileProgram)* compile = library.function<decltype(nvrtcCompileProgram)>("nvrtcCompileProgram");
  decltype(nvrtcGetProgramLogSize)* log_size =
      library.function<decltype(nvrtcGetProgramLogSize)>("nvrtcGetProgramLogSize");
  decltype(nvrtcGetProgramLog)* log = library.function<decltype(nvrtcGetProgramLog)>("nvrtcGetProgramLog");
  decltype(nvrtcGetCUBINSize)* code_size = library.function<decltype(nvrtcGetCUBINSize)>("nvrtcGetCUBINSize");
  decltype(nvrtcGetCUBIN)* code = library.function<decltype(nvrtcGetCUBIN)>("nvrtcGetCUBIN");

  void check(nvrtcResult result, const std::string& log_text = "") const {
    if (result == NVRTC_SUCCESS) return;
    throw Failure(fmt::format("NVRTC: {}{}{}", error_string(result), log_text.empty() ? "" : "\n", log_text));
  }
};

namespace {

/// A program of NVRTC; `Nvrtc` has the functions.
template <class Nvrtc>
class Program {
 public:
  Program(const Nvrtc& nvrtc, const std::string& step_list) : nvrtc_(nvrtc) {
    std::vector<std::string> names{"step_list.h"};
    std::vector<std::string> texts{step_list};
    const auto all = kernel_texts();
    for (const EmbeddedFile& header : all.subspan(1)) {
      names.emplace_back(header.name);
      texts.emplace_back(header.content);
    }
    std::vector<const char*> name_pointers;
    std::vector<const char*> text_pointers;
    name_pointers.reserve(names.size());
    text_pointers.reserve(texts.size());
    for (const std::string& name : names) name_pointers.push_back(name.c_str());
    for (const std::string& text : texts) text_pointers.push_back(text.c_str());
    nvrtc_.check(nvrtc_.create(&program_, std::string(all[0].content).c_str(), std::string(all[0].name).c_str(),
                               static_cast<int>(names.size()), text_pointers.data(), name_pointers.data()));
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  Program(Program&&) = delete;
  Program& operator=(Program&&) = delete;
  ~Program() { nvrtc_.destroy(&program_); }

  CompiledKernel compile(int architecture, const std::stop_token& stop) const {
    const std::string target = fmt::format("--gpu-architecture=sm_{}", architecture);
    std::vector<const char*> options(kOptions.begin(), kOptions.end());
    options.push_back(target.c_str());
#if CUDART_VERSION >= 13000  // older ones go on to the end
    nvrtc_.check(nvrtc_.set_flow_callback(program_, &is_stopped, const_cast<std::stop_token*>(&stop)));
#endif
    const nvrtcResult result = nvrtc_.compile(program_, static_cast<int>(options.size()), options.data());
    if (stop.stop_requested()) throw Interrupted();
    const std::string log = read_log();
    nvrtc_.check(result, log);
    CompiledKernel kernel;
    std::size_t size = 0;
    nvrtc_.check(nvrtc_.code_size(program_, &size));
    kernel.code.resize(size);
    nvrtc_.check(nvrtc_.code(program_, reinterpret_cast<char*>(kernel.code.data())));
    kernel.registers = number_in(log, "Used ([0-9]+) registers");
    kernel.spilled_bytes = number_in(log, "([0-9]+) bytes spill stores") + number_in(log, "([0-9]+) bytes spill loads");
    return kernel;
  }

 private:
  /// For NVRTC, which asks now and then whether to go on.
  static int is_stopped(void* stop, void*) {
    return static_cast<std::stop_token*>(stop)->stop_requested() ? 1 : 0;
  }

  std::string read_log() const {
    std::size_t size = 0;
    nvrtc_.check(nvrtc_.log_size(program_, &size));
    std::string log(size, '\0');
    nvrtc_.check(nvrtc_.log(program_, log.data()));
    if (!log.empty()) log.pop_back();  // the zero at its end
    return log;
  }

  const Nvrtc& nvrtc_;
  nvrtcProgram program_ = nullptr;
};

}  // namespace

KernelCompiler::KernelCompiler() : nvrtc_(std::make_shared<const Nvrtc>()) {
  int major = 0;
  int minor = 0;
  nvrtc_->check(nvrtc_->version(&major, &minor));
  version_ = fmt::format("NVRTC {}.{}", major, minor);
  int count = 0;
  nvrtc_->check(nvrtc_->architecture_count(&count));
  architectures_.resize(static_cast<std::size_t>(count));
  nvrtc_->check(nvrtc_->architectures(architectures_.data()));
}

CompiledKernel KernelCompiler::compile(const std::string& step_list, int architecture,
                                       const std::stop_token& stop) const {
  return Program(*nvrtc_, step_list).compile(architecture, stop);
}

std::vector<std::string> KernelCompiler::keys_of(const std::string& step_list, int architecture) {
  // Loading takes some 20 ms: it stays loaded as long as the program runs.
  static const std::unique_ptr<const KernelCompiler> kLoaded = load();
  const std::string key = key_of(step_list, architecture);
  if (kLoaded == nullptr) return {key};
  return {fmt::format("{}\n{}", kLoaded->version(), key), key};
}

std::unique_ptr<const KernelCompiler> KernelCompiler::load() {
  try {
    return std::make_unique<const KernelCompiler>();
  } catch (const Failure&) {
    return nullptr;
  }
}

std::string KernelCompiler::key_of(const std::string& step_list, int architecture) {
  // Two checksums of different kinds and the length: no change of the kernels keeps all three but by intent.
  uLong crc = crc32(0, nullptr, 0);
  uLong adler = adler32(0, nullptr, 0);
  std::size_t length = 0;
  for (const EmbeddedFile& file : kernel_texts()) {
    for (const std::string_view part : {file.name, file.content}) {
      const auto* bytes = reinterpret_cast<const Bytef*>(part.data());
      crc = crc32(crc, bytes, static_cast<uInt>(part.size()));
      adler = adler32(adler, bytes, static_cast<uInt>(part.size()));
      length += part.size();
    }
  }
  return fmt::format("CUDA {}\nsm_{}\n{}\nkernels {:08x} {:08x} {}\n{}", CUDART_VERSION, architecture,
                     fmt::join(kOptions, " "), crc, adler, length, step_list);
}

}  // namespace lyap
