# cmake -DSOURCE=FOLDER -DOUTPUT=FILE -P write_commit.cmake: writes a header that says which commit the sources in
# FOLDER are of, and touches FILE only if that has changed. "unknown" where git is missing or refuses to answer, and
# where FOLDER is no repository of its own: an unpacked archive may lie in somebody else's.
set(commit unknown)
find_package(Git QUIET)
if(GIT_FOUND AND EXISTS "${SOURCE}/.git")
  # Without optional locks git does not write to its index while it looks.
  set(git "${GIT_EXECUTABLE}" --no-optional-locks -C "${SOURCE}")
  execute_process(COMMAND ${git} rev-parse --short=12 --verify HEAD
    OUTPUT_VARIABLE head RESULT_VARIABLE head_failed OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  execute_process(COMMAND ${git} status --porcelain --untracked-files=no
    OUTPUT_VARIABLE changes RESULT_VARIABLE status_failed ERROR_QUIET)
  if(head_failed EQUAL 0 AND status_failed EQUAL 0)
    set(commit "${head}")
    if(NOT changes STREQUAL "")
      string(APPEND commit "-dirty")
    endif()
  endif()
endif()

set(header "#pragma once\n\nnamespace lyap {\n\ninline constexpr const char* kCommit = \"${commit}\";\n\n}  // namespace lyap\n")
set(old "")
if(EXISTS "${OUTPUT}")
  file(READ "${OUTPUT}" old)
endif()
if(NOT header STREQUAL old)
  file(WRITE "${OUTPUT}" "${header}")
endif()
