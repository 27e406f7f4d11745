# What `cmake --install` leaves besides the program: the libraries, their headers, and the package that
# find_package(lyap) finds. Only for a release of lyap itself, not where it is a part of another project.
include(CMakePackageConfigHelpers)

set(libraries lyap_kernels lyap_host)
set_target_properties(lyap_kernels PROPERTIES EXPORT_NAME kernels)
set_target_properties(lyap_host PROPERTIES EXPORT_NAME host)
if(LYAP_CUDA_FOUND)
  list(APPEND libraries lyap_cuda_kernels)
  set_target_properties(lyap_cuda_kernels PROPERTIES EXPORT_NAME cuda_kernels)
endif()
install(TARGETS ${libraries} EXPORT lyapTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library)

# The tree of the headers is that of the sources, so that they find each other by the same names.
set(headers ${CMAKE_INSTALL_INCLUDEDIR}/lyap)
foreach(folder kernels host)
  install(DIRECTORY ${folder} DESTINATION ${headers} COMPONENT library FILES_MATCHING PATTERN "*.h"
    PATTERN "cuda" EXCLUDE PATTERN "highway_lane.h" EXCLUDE PATTERN "row_kernels_of_lane.h" EXCLUDE)
endforeach()
install(FILES ${PROJECT_BINARY_DIR}/host/base/version.h DESTINATION ${headers}/host/base COMPONENT library)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/lyap)
install(EXPORT lyapTargets NAMESPACE lyap:: DESTINATION ${package} COMPONENT library)
configure_package_config_file(host/lyapConfig.cmake.in ${PROJECT_BINARY_DIR}/lyapConfig.cmake
  INSTALL_DESTINATION ${package} NO_SET_AND_CHECK_MACRO)
# Before version 1, a new minor version may change anything.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/lyapConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/lyapConfig.cmake ${PROJECT_BINARY_DIR}/lyapConfigVersion.cmake
  DESTINATION ${package} COMPONENT library)
