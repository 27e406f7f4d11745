# Documents, in the folders that they have here, so that the README's links lead to them; and what Debian asks for.
foreach(file README.md CHANGELOG.md CONTRIBUTING.md LICENSE docs examples host/color/palettes/LICENCES.md
             host/drawing/LICENCES.md tools/setup/packages.txt)
  get_filename_component(folder ${file} DIRECTORY)
  if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/${file})
    install(DIRECTORY ${file} DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
  else()
    install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DOCDIR}/${folder} COMPONENT program)
  endif()
endforeach()

# Debian's changelog tells of the package; what changed in lyap is told in CHANGELOG.md.
set(CPACK_PACKAGE_CONTACT "the lyap authors <maintainers@lyap.example>")
set(changelog ${PROJECT_BINARY_DIR}/generated/changelog.Debian)
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE ${changelog}
  "lyap (${PROJECT_VERSION}-1) unstable; urgency=medium\n\n  * Release ${PROJECT_VERSION}.\n\n"
  " -- ${CPACK_PACKAGE_CONTACT}  ${date}\n")
execute_process(COMMAND ${LYAP_GZIP} -9nf ${changelog} COMMAND_ERROR_IS_FATAL ANY)
foreach(package_of_component lyap:program liblyap-dev:library python3-lyap:python)
  string(REPLACE ":" ";" pair ${package_of_component})
  list(GET pair 0 package)
  list(GET pair 1 component)
  install(FILES ${changelog}.gz ${CMAKE_CURRENT_LIST_DIR}/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package}
    COMPONENT ${component})
endforeach()
