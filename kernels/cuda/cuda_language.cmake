# What follows enable_language(CUDA): C++20 for nvcc, the toolkit's libraries, where Thrust is. Sets LYAP_CUDA_VERSION.

# CMake 3.25 does not know nvcc's option for C++20.
foreach(kind STANDARD EXTENSION)
  if(NOT DEFINED CMAKE_CUDA20_${kind}_COMPILE_OPTION)
    set(CMAKE_CUDA20_${kind}_COMPILE_OPTION "-std=c++20")
  endif()
endforeach()

include(${CMAKE_CURRENT_LIST_DIR}/find_toolkit.cmake)
set(LYAP_CUDA_VERSION ${CUDAToolkit_VERSION})

# One version of Thrust for host and device; nvcc knows by itself where it is.
find_path(LYAP_CUDA_THRUST_HEADERS thrust/system/tbb/execution_policy.h
  PATHS ${CUDAToolkit_INCLUDE_DIRS} PATH_SUFFIXES cccl NO_DEFAULT_PATH)

message(STATUS "lyap: with CUDA ${CUDAToolkit_VERSION} for architectures ${CMAKE_CUDA_ARCHITECTURES}")
