# find_package(CUDAToolkit), also of CUDA 13. That has no library nvToolsExt any more, which CMake 3.25.1, Debian 12's, takes
# for granted to call it outdated; but only in projects that need CMake 3.25.
set(lyap_minimum ${CMAKE_MINIMUM_REQUIRED_VERSION})
set(CMAKE_MINIMUM_REQUIRED_VERSION 3.24)
find_package(CUDAToolkit REQUIRED)
set(CMAKE_MINIMUM_REQUIRED_VERSION ${lyap_minimum})
unset(lyap_minimum)
