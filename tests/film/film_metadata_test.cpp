#include "host/film/film_metadata.h"

#include "tests/support/temporary_folder.h"

#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace lyap {
namespace {

TEST(FilmMetadata, ATextIsFoundWhateverTheCaseOfItsKey) {
  EXPECT_EQ(metadata_value(";FFMETADATA1\ntitle=a\ncomment=made by hand\nencoder=x\n", "comment"), "made by hand");
  EXPECT_EQ(metadata_value(";FFMETADATA1\nDESCRIPTION=made by hand\n", "description"), "made by hand");
}

// As those that the explorer's page makes without a server.
TEST(FilmMetadata, ATextIsFoundWhereMatroskaSaysThatItIsTheFilms) {
  EXPECT_EQ(metadata_value(";FFMETADATA1\nMOVIE/DESCRIPTION=made by hand\n", "description"), "made by hand");
  EXPECT_EQ(metadata_value(";FFMETADATA1\nMOVIE/TITLE=b\ntitle=a\n", "title"), "a");
}

// ffmpeg escapes what would mean something in the file.
TEST(FilmMetadata, TextsAreUnescaped) {
  EXPECT_EQ(metadata_value(";FFMETADATA1\ncomment=--a\\=1 \\# \\; \\\\\n", "comment"), "--a=1 # ; \\");
}

TEST(FilmMetadata, ATextIsEmptyWhereThereIsNone) {
  EXPECT_EQ(metadata_value(";FFMETADATA1\ntitle=no comment\n", "comment"), "");
}

TEST(FilmMetadata, FilmsAreKnownByTheirFirstBytes) {
  const TemporaryFolder folder;
  const std::string path = folder / "a";
  for (const auto& [start, demuxer] : {std::pair<std::string_view, std::string_view>({"\0\0\0\x20"
                                                                                      "ftypisom",
                                                                                      12},
                                                                                     "mov"),
                                       {"\x1A\x45\xDF\xA3", "matroska"},
                                       {"GIF89a", "gif"},
                                       {"#EXTM3U\nhttp://localhost/a.ts", ""},
                                       {"ftyp", ""},
                                       {"", ""}}) {
    make_file(path, start);
    EXPECT_EQ(demuxer_of(path), demuxer);
  }
  EXPECT_EQ(demuxer_of(folder / "missing"), "");
}

// A playlist could name other files and addresses; it is not even handed to ffmpeg.
TEST(FilmMetadata, NothingIsReadOfOtherFiles) {
  const TemporaryFolder folder;
  make_file(folder / "a.mp4", "#EXTM3U\nb.ts\n");
  EXPECT_EQ(film_text("/there/is/no/ffmpeg", folder / "a.mp4", {}).comment, "");
}

}  // namespace
}  // namespace lyap
