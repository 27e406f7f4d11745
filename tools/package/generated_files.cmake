# Manual pages, completions and an icon, made by the programs that they are of; so none where these cannot run.
if(CMAKE_CROSSCOMPILING)
  return()
endif()
find_program(LYAP_GZIP gzip REQUIRED)
set(folder ${PROJECT_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${folder})

# What `program` prints for `kind` becomes `file`.
function(lyap_generate program kind file)
  add_custom_command(OUTPUT ${folder}/${file}
    COMMAND ${program} --generate ${kind} > ${folder}/${file}
    DEPENDS ${program} VERBATIM)
endfunction()

set(files "")
foreach(program lyap lyap-bench lyap-explore)
  if(NOT TARGET ${program})
    continue()
  endif()
  lyap_generate(${program} man ${program}.1)
  add_custom_command(OUTPUT ${folder}/${program}.1.gz
    COMMAND ${LYAP_GZIP} -9nkf ${folder}/${program}.1
    DEPENDS ${folder}/${program}.1 VERBATIM)
  lyap_generate(${program} bash ${program}.bash)
  lyap_generate(${program} zsh ${program}.zsh)
  lyap_generate(${program} fish ${program}.fish)
  foreach(ending 1.gz bash zsh fish)
    list(APPEND files ${folder}/${program}.${ending})
  endforeach()
  install(FILES ${folder}/${program}.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
  install(FILES ${folder}/${program}.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
    RENAME ${program} COMPONENT program)
  install(FILES ${folder}/${program}.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions
    RENAME _${program} COMPONENT program)
  install(FILES ${folder}/${program}.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d
    COMPONENT program)
endforeach()

# Its options are told beside those of lyap-bench, whose figures it draws.
file(WRITE ${folder}/lyap-bench-plot.1 ".so man1/lyap-bench.1\n")
execute_process(COMMAND ${LYAP_GZIP} -9nkf ${folder}/lyap-bench-plot.1 COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${folder}/lyap-bench-plot.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)

if(TARGET lyap-explore)
  # Swallow and sea at the edge of chaos, small.
  add_custom_command(OUTPUT ${folder}/lyap.png
    COMMAND lyap render AB --size 256x256 --samples 4 --a 2.4:4 --b 2.4:4 --quiet --backend cpu -o ${folder}/lyap.png
    DEPENDS lyap VERBATIM)
  list(APPEND files ${folder}/lyap.png)
  install(FILES ${folder}/lyap.png DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/256x256/apps COMPONENT program)
  install(FILES ${CMAKE_CURRENT_LIST_DIR}/lyap.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications
    COMPONENT program)
endif()
add_custom_target(lyap_generated_files ALL DEPENDS ${files})
