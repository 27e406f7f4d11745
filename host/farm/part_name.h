#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lyap {

/// The name of a finished part says all there is to know of it: its number, and a checksum that nothing else has but
/// the bytes of this part of this plan: 00012-9f1c2b3a.mp4. So a listing of the folder tells what is done, two copies
/// of a part have one name, and a cut, changed or strange file is recognized without a look at others.
struct PartName {
  std::int64_t part;
  std::string checksum;
};

/// `ending` is that of the output: ".mp4".
std::string part_file_name(const PartName& name, std::string_view ending);

/// Nothing for any other name.
std::optional<PartName> parse_part_name(std::string_view file, std::string_view ending);

/// The checksum that the part's file has to have: of the plan's hash, the number and the file's bytes. Throws Failure
/// where the file cannot be read.
std::string part_checksum(std::string_view plan_hash, std::int64_t part, const std::string& path);

/// The beginning of the names of files that a process writes for a part while it is not finished:
/// "part-00012-node7-4711-". No other process has it.
std::string unfinished_stem(std::int64_t part);

/// The part that a file of such a name is to become, with or without a '.' in front; nothing for any other name.
std::optional<std::int64_t> parse_unfinished_name(std::string_view file);

}  // namespace lyap
