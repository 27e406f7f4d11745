#pragma once

#include "tools/generate/program_words.h"

#include <string>

namespace lyap {

/// The program's manual page of section 1, in the language of man(7).
std::string man_page(const ProgramWords& program);

}  // namespace lyap
