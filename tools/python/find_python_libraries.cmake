# Looks for what the Python module is made with: sets LYAP_PYTHON_FOUND, with pybind11's targets for the interpreter
# Python_EXECUTABLE, or else LYAP_PYTHON_PROBLEM. The system's Python is asked first: it is the one that Debian's headers,
# NumPy and pybind11 belong to.
set(LYAP_PYTHON_FOUND OFF)
if(NOT Python_EXECUTABLE AND EXISTS /usr/bin/python3)
  set(Python_EXECUTABLE /usr/bin/python3)
endif()
find_package(Python 3.9 QUIET COMPONENTS Interpreter Development.Module)
find_package(pybind11 2.10 QUIET CONFIG)
if(NOT Python_Interpreter_FOUND)
  set(LYAP_PYTHON_PROBLEM "python3 was not found: install the package python3")
elseif(NOT Python_Development.Module_FOUND)
  set(LYAP_PYTHON_PROBLEM "the headers of ${Python_EXECUTABLE} were not found: install the package python3-dev")
elseif(NOT pybind11_FOUND)
  set(LYAP_PYTHON_PROBLEM "pybind11 was not found: install the package pybind11-dev")
else()
  set(LYAP_PYTHON_FOUND ON)
endif()
