#pragma once

#include "host/explore/page_fields.h"
#include "host/system/reserved_name.h"

#include <filesystem>
#include <functional>
#include <string>

namespace lyap {

/// Refuses a name that a page gives an output unless it can only be that of a file in one folder, and of no hidden one:
/// valid UTF-8 of 1 to 200 bytes, no control characters, no '/' or '\', no ".." and no '.' or '-' in front, with an
/// ending of a single file that the command can write: .png or .exr, or that of a film. Throws InvalidInput for the
/// field "output".
void check_output_name(OrderedCommand command, const std::string& name);

/// The name, or the first of "name-2.mp4", "name-3.mp4" … that is free in the folder and not `in_use`, kept for this
/// process as long as the result lives. A name is free if there is neither a file of that name, nor a link, wherever it
/// leads, nor the part (loop.part.mp4) of a film, which rendering another film under the same name would overwrite.
ReservedName reserve_output(const std::filesystem::path& folder, const std::string& name,
                            const std::function<bool(const std::string& name)>& in_use);

/// Whether something has that name, be it a link that leads to nothing.
bool is_name_taken(const std::filesystem::path& path);

/// The part that a film of that path is until it is whole, if nothing else has its name.
std::filesystem::path first_part_of(const std::filesystem::path& path);

}  // namespace lyap
