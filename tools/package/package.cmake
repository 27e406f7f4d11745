# Debian packages, by `cpack` in a build folder that was configured with -DCMAKE_INSTALL_PREFIX=/usr: lyap, liblyap-dev and,
# where the Python module is built, python3-lyap. With SOURCE_DATE_EPOCH set they have the same bytes each time.
include(${CMAKE_CURRENT_LIST_DIR}/generated_files.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/documents.cmake)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lyap)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_COMPONENTS_ALL program library)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME lyap)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "ffmpeg")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "gnuplot-nox, python3")
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "compute renderer for Lyapunov fractals
Pictures and films of the Lyapunov exponent of logistic maps whose rate
follows a sequence of letters, on NVIDIA GPUs and on processors with the
same bits; an explorer in the browser, comparison and measuring.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME liblyap-dev)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "libarchive-dev, libfmt-dev, libfreetype-dev, libhwy-dev, libopenexr-dev, \
libpng-dev, libtbb-dev, nlohmann-json3-dev, zlib1g-dev")
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "renderer for Lyapunov fractals - libraries to build with
The libraries that the program lyap is made of, their headers, and a
package for CMake's find_package(lyap).")

if(TARGET _lyap)
  list(APPEND CPACK_COMPONENTS_ALL python)
  # An extension belongs to one version of Python.
  get_property(python GLOBAL PROPERTY LYAP_PYTHON_OF_MODULE)
  execute_process(COMMAND ${python} -c "import sys; print(sys.version_info.minor, end='')"
    OUTPUT_VARIABLE minor COMMAND_ERROR_IS_FATAL ANY)
  math(EXPR next_minor "${minor} + 1")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_NAME python3-lyap)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SECTION python)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS
    "python3 (>= 3.${minor}~), python3 (<< 3.${next_minor}), python3-numpy")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_RECOMMENDS "python3-pil, ffmpeg")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SUGGESTS "lyap, python3-matplotlib, python3-tqdm")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_CONTROL_EXTRA
    "${CMAKE_CURRENT_LIST_DIR}/python/postinst;${CMAKE_CURRENT_LIST_DIR}/python/prerm")
  set(CPACK_COMPONENT_PYTHON_DESCRIPTION "renderer for Lyapunov fractals - Python module
Pictures and films of Lyapunov fractals as values, their exponents as
arrays of NumPy, colour bars for matplotlib, and pictures in notebooks.")
endif()
include(CPack)
