#include "host/jobs/output_places.h"

#include "host/system/file_place.h"
#include "host/system/file_to_replace.h"
#include "host/system/part_name.h"

#include <cstdint>

namespace lyap {
namespace {

namespace fs = std::filesystem;

const FilmJob* sequence_job(const BatchJob& job) {
  const auto* film = std::get_if<FilmJob>(&job.work);
  return film != nullptr && film->output.target == FilmTarget::kPictureSequence ? film : nullptr;
}

/// All that is written under a name of its own: outputs, and the part of a film that is one file.
std::vector<std::string> files_of(const BatchJob& job) {
  if (sequence_job(job) != nullptr) return {};
  std::vector<std::string> files = job.outputs();
  if (std::holds_alternative<FilmJob>(job.work)) {
    files.push_back(part_path(job.output(), follow_links(job.output())).string());
  }
  return files;
}

}  // namespace

std::optional<OutputPlaces::Conflict> OutputPlaces::add(const BatchJob& job) {
  std::optional<Sequence> sequence;
  if (const FilmJob* film = sequence_job(job)) {
    const FrameNames names(film->output.path);
    sequence = Sequence{names, file_place(names.name(film->range.first)).parent_path(), film->numbers(), jobs_};
    if (auto conflict = conflict_of_sequence(*sequence)) return conflict;
  }
  const std::vector<std::string> files = files_of(job);
  for (const std::string& file : files) {
    if (auto conflict = conflict_of_file(file)) return conflict;
  }
  for (const std::string& file : files) files_.emplace(file_place(file), jobs_);
  if (sequence) sequences_.push_back(std::move(*sequence));
  ++jobs_;
  return std::nullopt;
}

bool OutputPlaces::has_frame(const Sequence& sequence, const fs::path& place) {
  if (place.parent_path() != sequence.folder) return false;
  const std::optional<std::int64_t> frame = sequence.names.frame_of(place.filename().string());
  return frame && sequence.range.first <= *frame && *frame <= sequence.range.last;
}

std::optional<OutputPlaces::Conflict> OutputPlaces::conflict_of_file(const std::string& path) const {
  const fs::path place = file_place(path);
  if (const auto file = files_.find(place); file != files_.end()) return Conflict{path, file->second};
  for (const Sequence& sequence : sequences_) {
    if (has_frame(sequence, place)) return Conflict{path, sequence.job};
  }
  return std::nullopt;
}

std::optional<OutputPlaces::Conflict> OutputPlaces::conflict_of_sequence(const Sequence& sequence) const {
  for (const auto& [place, job] : files_) {
    if (has_frame(sequence, place)) return Conflict{place.string(), job};
  }
  for (const Sequence& other : sequences_) {
    if (other.folder != sequence.folder) continue;
    for (std::int64_t frame = sequence.range.first; frame <= sequence.range.last; ++frame) {
      const std::string name = sequence.names.name(frame);
      if (has_frame(other, other.folder / fs::path(name).filename())) return Conflict{name, other.job};
    }
  }
  return std::nullopt;
}

}  // namespace lyap
