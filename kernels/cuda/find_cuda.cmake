# Decides whether the CUDA backend is built: sets LYAP_CUDA_FOUND, and CMAKE_CUDA_ARCHITECTURES where nobody has. The
# language is not enabled yet.
option(LYAP_PTXAS_REPORT "Print registers and spills of every kernel while compiling" OFF)
set(LYAP_CUDA_FOUND FALSE)

if(NOT LYAP_CUDA MATCHES "^(AUTO|ON|OFF)$")
  message(FATAL_ERROR "LYAP_CUDA=${LYAP_CUDA}: AUTO, ON and OFF are accepted")
endif()
if(NOT LYAP_CUDA_ARCHITECTURES MATCHES "^(ALL|NATIVE)$")
  message(FATAL_ERROR "LYAP_CUDA_ARCHITECTURES=${LYAP_CUDA_ARCHITECTURES}: ALL and NATIVE are accepted; "
    "for a list of your own set CMAKE_CUDA_ARCHITECTURES")
endif()
if(LYAP_CUDA STREQUAL "OFF")
  message(STATUS "lyap: CPU only")
  return()
endif()

# The toolkit's own folder is where nvcc is when nobody put it on PATH.
if(NOT CMAKE_CUDA_COMPILER AND NOT DEFINED ENV{CUDACXX})
  find_program(LYAP_NVCC nvcc PATHS /usr/local/cuda/bin)
  if(LYAP_NVCC)
    set(ENV{CUDACXX} ${LYAP_NVCC})
  endif()
endif()

# Machine code for every generation from Turing to Blackwell; PTX of the last for what comes after, and of the first for what
# runs no machine code of these, as the GPUs of Jetson boards do not.
set(all_architectures 75 80-real 86-real 89-real 90-real 100-real 120)

# Sets `result` to what the GPUs of this machine need. Where there is none, or one that is not in the list, that is what
# runs on all of them: the PTX of the oldest, which the driver compiles when the program starts.
function(lyap_native_architectures result)
  set(native "")
  execute_process(COMMAND nvidia-smi --query-gpu=compute_cap --format=csv,noheader
    OUTPUT_VARIABLE capabilities ERROR_QUIET RESULT_VARIABLE status TIMEOUT 20)
  if(status EQUAL 0)
    string(REGEX MATCHALL "[0-9]+\\.[0-9]+" capabilities "${capabilities}")
    list(TRANSFORM capabilities REPLACE "\\." "")
    list(REMOVE_DUPLICATES capabilities)
    foreach(capability IN LISTS capabilities)
      if("${capability}-real" IN_LIST all_architectures OR "${capability}" IN_LIST all_architectures)
        list(APPEND native ${capability}-real)
      else()
        list(APPEND native 75)
      endif()
    endforeach()
  endif()
  if(NOT native)
    set(native 75)
  endif()
  list(REMOVE_DUPLICATES native)
  set(${result} ${native} PARENT_SCOPE)
endfunction()

if(NOT CMAKE_CUDA_ARCHITECTURES)
  if(LYAP_CUDA_ARCHITECTURES STREQUAL "NATIVE")
    lyap_native_architectures(CMAKE_CUDA_ARCHITECTURES)
  else()
    set(CMAKE_CUDA_ARCHITECTURES ${all_architectures})
  endif()
endif()

include(CheckLanguage)
check_language(CUDA)
if(CMAKE_CUDA_COMPILER)
  # The newest of the architectures above came with CUDA 12.8.
  execute_process(COMMAND ${CMAKE_CUDA_COMPILER} --version OUTPUT_VARIABLE nvcc_version ERROR_QUIET)
  if(nvcc_version MATCHES "release ([0-9.]+)" AND CMAKE_MATCH_1 VERSION_LESS 12.8)
    message(STATUS "lyap: CUDA ${CMAKE_MATCH_1} is too old, 12.8 is needed")
    unset(CMAKE_CUDA_COMPILER)
    unset(CMAKE_CUDA_COMPILER CACHE)
  endif()
endif()

if(CMAKE_CUDA_COMPILER)
  set(LYAP_CUDA_FOUND TRUE)
elseif(LYAP_CUDA STREQUAL "ON")
  message(FATAL_ERROR "LYAP_CUDA=ON, but no CUDA compiler was found: install the CUDA Toolkit 12.8 or newer, or set CUDACXX")
else()
  message(STATUS "lyap: CPU only")
endif()
