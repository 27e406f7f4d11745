# Documents, in the folders that they have here, so that the README's links lead to them; and what Debian asks for.
foreach(file README.md CONTRIBUTING.md LICENSE docs examples host/color/palettes/LICENCES.md
             host/drawing/LICENCES.md tools/setup/packages.txt)
  get_filename_component(folder ${file} DIRECTORY)
  if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/${file})
    install(DIRECTORY ${file} DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
  else()
    install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DOCDIR}/${folder} COMPONENT program)
  endif()
endforeach()

# Debian calls CHANGELOG.md changelog.gz; its own changelog tells of the package, and closes no report of Debian's.
set(CPACK_PACKAGE_CONTACT "the lyap authors <maintainers@lyap.example>")
set(changelog ${PROJECT_BINARY_DIR}/generated/changelog.Debian)
configure_file(${PROJECT_SOURCE_DIR}/CHANGELOG.md ${PROJECT_BINARY_DIR}/generated/changelog COPYONLY)
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE ${changelog}
  "lyap (${PROJECT_VERSION}-1) unstable; urgency=medium\n\n  * Release ${PROJECT_VERSION}.\n\n"
  " -- ${CPACK_PACKAGE_CONTACT}  ${date}\n")
execute_process(COMMAND ${LYAP_GZIP} -9nf ${changelog} ${PROJECT_BINARY_DIR}/generated/changelog COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${PROJECT_BINARY_DIR}/generated/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
foreach(package_of_component lyap:program liblyap-dev:library python3-lyap:python)
  string(REPLACE ":" ";" pair ${package_of_component})
  list(GET pair 0 package)
  list(GET pair 1 component)
  install(FILES ${changelog}.gz ${CMAKE_CURRENT_LIST_DIR}/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package}
    COMPONENT ${component})
  set(overrides ${PROJECT_BINARY_DIR}/generated/${package}.overrides)
  file(WRITE ${overrides} "${package}: initial-upload-closes-no-bugs *\n")
  install(FILES ${overrides} DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME ${package}
    COMPONENT ${component})
endforeach()
