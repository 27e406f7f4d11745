#include "host/film/film_comment.h"

#include <gtest/gtest.h>

namespace lyap {
namespace {

TEST(FilmComment, IsFoundWhateverTheCaseOfItsKey) {
  EXPECT_EQ(comment_in_metadata(";FFMETADATA1\ntitle=a\ncomment=made by hand\nencoder=x\n"), "made by hand");
  EXPECT_EQ(comment_in_metadata(";FFMETADATA1\nCOMMENT=made by hand\n"), "made by hand");
}

// ffmpeg escapes what means something in its file.
TEST(FilmComment, IsUnescaped) {
  EXPECT_EQ(comment_in_metadata(";FFMETADATA1\ncomment=--a\\=1 \\# \\; \\\\\n"), "--a=1 # ; \\");
}

TEST(FilmComment, IsEmptyWhereThereIsNone) {
  EXPECT_EQ(comment_in_metadata(";FFMETADATA1\ntitle=no comment\n"), "");
}

}  // namespace
}  // namespace lyap
