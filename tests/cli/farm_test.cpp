#include "host/farm/farm_folder.h"
#include "host/farm/part_name.h"
#include "tests/cli/film.h"
#include "tests/support/decoded_png.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// 50 frames in five segments, the last of two.
const std::string kFilm =
    "ACDBCD --circle C,D --center 2.95,2.95 --radius 0.25 --size 16x16 --iterations 30 --frames 50 "
    "--segment-frames 12 -q ";

class FarmTest : public CliFilmTest {
 protected:
  /// What one machine makes in one go.
  std::string film_of_one_machine(const std::string& ending = ".mp4") const {
    succeed("animate " + kFilm + "--segments --threads 1 -o one" + ending);
    return content("one" + ending);
  }

  void start_farm(const std::string& output = "film.mp4") const {
    EXPECT_EQ(run("farm " + kFilm + "-o " + output + " --folder farm --print").status, 0);
  }

  void make_parts() const { succeed("farm part farm 0-4 -q"); }

  FarmFolder farm() const { return FarmFolder(folder_ / "farm"); }

  std::vector<std::string> parts() const { return names_in("farm/segments"); }

  std::vector<std::string> names_in(const std::string& folder) const {
    std::vector<std::string> names;
    std::error_code missing;
    for (fs::directory_iterator entry(folder_ / folder, missing), end; entry != end; ++entry) {
      names.push_back(entry->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  std::string part_path(std::size_t part) const { return folder_ / ("farm/segments/" + parts().at(part)); }
};

TEST_F(FarmTest, ManyProcessesMakeTheBytesOfOneMachine) {
  const std::string one = film_of_one_machine();
  ASSERT_FALSE(one.empty());
  EXPECT_EQ(frames_in(folder_ / "one.mp4"), 50);
  for (const std::string who : {"--local 1 --threads 2", "--local 3"}) {
    succeed("farm " + kFilm + who + " -o film.mp4 --folder farm");
    EXPECT_TRUE(content("film.mp4") == one) << who;
    fs::remove_all(folder_ / "farm");
    fs::remove(folder_ / "film.mp4");
  }
}

TEST_F(FarmTest, EveryContainerIsJoinedEvenly) {
  for (const std::string output : {"a.mkv", "a.webm", "a.mov"}) {
    succeed("animate " + kFilm + "--segments --fps 7 -o " + output);
    succeed("farm " + kFilm + "--fps 7 --local 2 -o film" + fs::path(output).extension().string() + " --folder farm");
    EXPECT_TRUE(content("film" + fs::path(output).extension().string()) == content(output)) << output;
    EXPECT_EQ(frames_in(folder_ / output), 50);
    const std::vector<double> times = times_in(folder_ / output);
    ASSERT_THAT(times, SizeIs(50));
    // Milliseconds in Matroska, rounded where a segment begins and once more where a frame does.
    for (std::size_t i = 0; i < times.size(); ++i) EXPECT_NEAR(times[i], static_cast<double>(i) / 7, 0.0015) << i;
    fs::remove_all(folder_ / "farm");
  }
}

TEST_F(FarmTest, AFilmInSegmentsHasTheFramesAndTextsOfOneWithout) {
  film_of_one_machine(".mkv");
  succeed("animate " + kFilm + "--codec ffv1 -o plain.mkv");
  succeed("animate " + kFilm + "--codec ffv1 --segments -o cut.mkv");
  const auto frames = [&](const std::string& name) {
    return output_of("ffmpeg", {"-v", "error", "-i", "file:" + (folder_ / name), "-f", "hash", "-"});
  };
  EXPECT_EQ(frames("cut.mkv"), frames("plain.mkv"));
  EXPECT_EQ(run("show cut.mkv --json").out, run("show plain.mkv --json").out);
}

TEST_F(FarmTest, AStoppedFilmGoesOn) {
  const std::string one = film_of_one_machine();
  Program program(launch("animate " + kFilm + "--segments -o film.mp4"));
  ASSERT_TRUE(program.run_until([&](const ProgramResult&) { return names_in("film.segments/segments").size() > 1; }));
  program.send(SIGKILL);
  program.wait();
  EXPECT_FALSE(fs::exists(folder_ / "film.mp4"));
  expect_error(2, "animate " + kFilm + "--segments -o film.mp4", {"film.segments", "resume"});
  expect_error(2, "animate " + kFilm + "--segments --resume --x0 0.4 -o film.mp4", {"--x0 0.5, now it is 0.4"});
  succeed("animate " + kFilm + "--segments --resume -o film.mp4");
  EXPECT_TRUE(content("film.mp4") == one);
  EXPECT_FALSE(fs::exists(folder_ / "film.segments"));
}

TEST_F(FarmTest, AFullDiskLosesNothingThatIsMade) {
  const std::string one = film_of_one_machine();
  start_farm();
  succeed("farm part farm 0 -q");
  const std::vector<std::string> before = parts();
  Launch full = launch("farm part farm 1-4 -q");
  full.most_file_bytes = 2000;
  const ProgramResult result = run_program(full);
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.err, IsErrorLineWith(std::vector<std::string>{"cannot write"}));
  EXPECT_EQ(parts(), before) << "nothing half is left";
  succeed("farm resume farm --local 1 -q");
  EXPECT_TRUE(content("film.mp4") == one);
}

TEST_F(FarmTest, AMachineThatIsKilledLosesItsPartAlone) {
  start_farm();
  Program program(launch("farm part farm 0-4 -q"));
  ASSERT_TRUE(program.run_until([&](const ProgramResult&) { return parts().size() > 1; }));
  program.send(SIGKILL);
  program.wait();
  succeed("farm resume farm --local 2 -q");
  EXPECT_TRUE(content("film.mp4") == film_of_one_machine());
}

TEST_F(FarmTest, TwoCopiesOfAPartDoNoHarm) {
  start_farm();
  Program first(launch("farm part farm 0-4 -q"));
  Program second(launch("farm part farm 0-4 -q"));
  EXPECT_EQ(first.wait().status, 0);
  EXPECT_EQ(second.wait().status, 0);
  EXPECT_THAT(parts(), SizeIs(5));
  succeed("farm join farm -q");
  EXPECT_TRUE(content("film.mp4") == film_of_one_machine());
}

TEST_F(FarmTest, DamagedPartsAreFoundPutAsideAndMadeAgain) {
  start_farm();
  make_parts();
  const std::vector<std::string> names = parts();
  ASSERT_THAT(names, SizeIs(5));
  fs::resize_file(part_path(1), fs::file_size(part_path(1)) - 1);
  make_file(part_path(3), content("farm/segments/" + names[2]));
  expect_error(1, "farm join farm", {"2 of 5 parts are missing", "1, 3", "damaged"});
  EXPECT_FALSE(fs::exists(folder_ / "film.mp4"));
  EXPECT_THAT(names_in("farm/rejected"), ElementsAre(names[1], names[3]));
  succeed("farm resume farm --local 1 -q");
  EXPECT_EQ(parts(), names);
  EXPECT_TRUE(content("film.mp4") == film_of_one_machine());
}

TEST_F(FarmTest, APartOfAnotherFilmIsNone) {
  start_farm();
  make_parts();
  const std::string stranger = parts().at(0);
  EXPECT_EQ(run("farm " + kFilm + "--x0 0.4 -o other.mp4 --folder other --print").status, 0);
  fs::copy_file(part_path(0), folder_ / ("other/segments/" + stranger));
  expect_error(1, "farm join other", {"5 of 5 parts are missing", "1 of them"});
  EXPECT_THAT(names_in("other/rejected"), ElementsAre(stranger));
}

TEST_F(FarmTest, OfTwoFilesOfAPartThatDifferNeitherIsTrusted) {
  start_farm();
  make_parts();
  const FarmPlan plan = farm().plan();
  make_file(folder_ / "strange", "made by a broken machine");
  const std::string name = part_file_name({2, part_checksum(plan.hash(), 2, folder_ / "strange")}, ".mp4");
  fs::rename(folder_ / "strange", folder_ / ("farm/segments/" + name));
  expect_error(1, "farm join farm", {"1 of 5 parts are missing", "differed"});
  EXPECT_THAT(names_in("farm/rejected"), SizeIs(2));
}

TEST_F(FarmTest, FramesThatABrokenMachineComputedAreFound) {
  start_farm();
  make_parts();
  const FarmPlan plan = farm().plan();
  const std::string good = part_path(1);
  // What a machine would have written whose frames are others: the checksums of what it gave to the encoder.
  std::string text = fmt::format("lyap segment 1 of {}:", plan.hash());
  for (int i = 0; i < 12; ++i) text += " 00000000";
  output_of("ffmpeg", {"-v", "error", "-i", "file:" + good, "-c", "copy", "-metadata", "description=" + text,
                       "file:" + (folder_ / "bad.mp4")});
  fs::remove(good);
  const std::string name = part_file_name({1, part_checksum(plan.hash(), 1, folder_ / "bad.mp4")}, ".mp4");
  fs::rename(folder_ / "bad.mp4", folder_ / ("farm/segments/" + name));
  expect_error(1, "farm join farm --verify 50", {"1 of 5 parts are not what is computed here", "broken"});
  EXPECT_FALSE(fs::exists(folder_ / "film.mp4"));
  EXPECT_THAT(names_in("farm/rejected"), ElementsAre(name));
  succeed("farm resume farm --local 1 --verify 50 -q");
  EXPECT_TRUE(content("film.mp4") == film_of_one_machine());
}

TEST_F(FarmTest, AFolderHasOneFilm) {
  start_farm();
  make_parts();
  const auto before = snapshot();
  expect_error(2, "farm " + kFilm + "--x0 0.4 -o film.mp4 --folder farm --print",
               {"another farm", "--x0 0.5, now it is 0.4"});
  expect_error(2, "farm " + kFilm + "--crf 30 -o film.mp4 --folder farm --print", {"another farm", "--crf"});
  expect_error(2, "farm " + kFilm + "-o other.mp4 --folder farm --print", {"another farm", "other.mp4"});
  EXPECT_EQ(snapshot(), before);
}

TEST_F(FarmTest, AChangedFilmFileIsRefusedWithTheFirstDifference) {
  const auto write = [&](const std::string& to) {
    make_file(folder_ / "film.toml",
              "sequence = 'AB'\nsize = '16x16'\niterations = 30\nframes = 8\noutput = 'film.mp4'\n"
              "sweep = 'x0=0.4:" +
                  to + "'\n");
  };
  write("0.6");
  succeed("farm film.toml --folder farm --local 1 -q");
  write("0.7");
  expect_error(2, "farm film.toml --folder farm --local 1", {"another farm", "x0=0.4:0.6, now it is x0=0.4:0.7"});
}

TEST_F(FarmTest, PrintedLinesMakeTheFilm) {
  const ProgramResult printed = run("farm " + kFilm + "-o film.mp4 --folder farm --print");
  EXPECT_THAT(split_lines(printed.out), SizeIs(5));
  EXPECT_THAT(printed.err, HasSubstr("farm join"));
  make_file(folder_ / "lines", printed.out);
  output_of("sh", {folder_ / "lines"});
  succeed("farm join farm -q");
  EXPECT_TRUE(content("film.mp4") == film_of_one_machine());
  EXPECT_EQ(run("farm " + kFilm + "-o film.mp4 --folder farm --print").out, "") << "nothing is left to do";
}

TEST_F(FarmTest, StatusTellsFromTheFilesAlone) {
  start_farm();
  EXPECT_THAT(run("farm status farm").out, HasSubstr("0 of 5 parts are done, 0 running, 5 missing; 0 of 50 frames"));
  succeed("farm part farm 1-2 -q");
  make_file(folder_ / "farm/segments/part-00003-node7-1-part.mp4", "so far");
  const ProgramResult status = run("farm status farm");
  EXPECT_THAT(status.out, AllOf(HasSubstr("2 of 5 parts are done, 1 running, 2 missing; 24 of 50 frames"),
                                HasSubstr("comes when all are done")));
  const fs::file_time_type now = fs::last_write_time(part_path(1));
  fs::last_write_time(part_path(0), now - std::chrono::seconds(10));
  EXPECT_THAT(run("farm status farm").out, HasSubstr("1.2 frames/s, 0:22 left")) << "12 frames in 10 s, and 26 to come";
  EXPECT_THAT(run("farm status farm --json").out, AllOf(HasSubstr("\"done\":2"), HasSubstr("\"output_exists\":false")));
  expect_error(1, "farm join farm", {"3 of 5 parts are missing", "0, 3, 4"});
  succeed("farm resume farm --local 1 -q");
  EXPECT_THAT(run("farm status farm").out, AllOf(HasSubstr("5 of 5 parts are done"), HasSubstr("is there")));
}

TEST_F(FarmTest, WhatCannotBeMadeInPartsIsRefused) {
  const std::string start = "farm " + kFilm + "--folder farm --local 1 ";
  expect_error(2, start + "-o film.gif", {"GIF"});
  expect_error(2, start + "-o film.y4m", {"-o", "only videos"});
  expect_error(2, start + "-o f_####.png", {"-o", "only videos"});
  expect_error(2, start + "-o film.mp4 --codec libx265", {"--codec", "libx265", "libx264"});
  expect_error(2, start + "-o film.mkv --encoder-args -threads", {"--encoder-args", "-threads"});
  expect_error(2, start, {"-o"});
  expect_error(2, "animate " + kFilm + "--segments -o film.gif", {"GIF"});
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(FarmTest, SaysWhatIsMissingOfACommand) {
  expect_error(2, "farm " + kFilm + "-o film.mp4 --local 1", {"--folder"});
  expect_error(2, "farm " + kFilm + "-o film.mp4 --folder farm", {"--slurm", "--local N", "--print"});
  expect_error(2, "farm " + kFilm + "-o film.mp4 --folder farm --local 1 -- --gres=gpu:1", {"--slurm"});
  expect_error(2, "farm " + kFilm + "-o film.mp4 --folder farm --local 1 word", {"'word'", "too many"});
  expect_error(2, "farm status nowhere", {"no farm", "'nowhere'"});
  start_farm();
  expect_error(2, "farm part farm 5", {"5"});
  expect_error(2, "farm part farm 3-2", {"empty"});
  expect_error(2, "farm part farm", {"name a part"});
  expect_error(2, "farm part farm --task 5", {"tasks 0 to 4"});
}

TEST_F(FarmTest, AMachineWithAnotherEncoderRendersNothing) {
  start_farm();
  const std::string other = program("[ \"$7\" = -version ] && { echo ffmpeg version 99; exit; }; exec ffmpeg \"$@\"");
  expect_error(1, "farm part farm 0 --ffmpeg " + other, {"ffmpeg version 99", "planned with"});
  const std::string same_version = program(
      "for word; do [ \"$word\" = hash ] && { cat > /dev/null; echo SHA256=0; exit; }; done; exec ffmpeg \"$@\"");
  expect_error(1, "farm part farm 0 --ffmpeg " + same_version, {"encoder library", "planned with"});
  EXPECT_THAT(parts(), IsEmpty());
}

/// 50 rows in four bands, the last of two.
const std::string kPicture = "AABAB --size 61x50 --iterations 60 --band-rows 16 -q ";

TEST_F(FarmTest, PicturesAreMadeOfBands) {
  succeed("render AABAB --size 61x50 --iterations 60 -q -o one.png");
  succeed("farm " + kPicture + "--local 2 -o picture.png --folder farm");
  const DecodedPng one = read_png(folder_ / "one.png");
  const DecodedPng picture = read_png(folder_ / "picture.png");
  ASSERT_FALSE(one.pixels.empty());
  EXPECT_EQ(picture.pixels, one.pixels);
  EXPECT_EQ(picture.text, one.text);
  EXPECT_THAT(parts(), SizeIs(4));
  EXPECT_THAT(run("farm status farm").out, HasSubstr("4 of 4 parts are done"));
}

TEST_F(FarmTest, ExrPicturesHaveEveryByteOfOneMachine) {
  const std::string options = "AABAB --size 61x50 --iterations 60 --tone quantile -q ";
  succeed("render " + options + "-o one.exr");
  succeed("farm " + options + "--band-rows 32 --local 1 -o picture.exr --folder farm");
  EXPECT_TRUE(content("picture.exr") == content("one.exr"));
}

TEST_F(FarmTest, ABandThatIsWrongIsMadeAgain) {
  EXPECT_EQ(run("farm " + kPicture + "--print -o picture.png --folder farm").status, 0);
  succeed("farm part farm 0-3 -q");
  // As a machine would make it that computes wrongly: whole, of its plan by its name, and another picture.
  succeed("render ABB --size 61x16 --iterations 60 -q -o wrong.png");
  const std::string band = part_path(1);
  const FarmPlan plan = farm().plan();
  fs::remove(band);
  const std::string name = part_file_name({1, part_checksum(plan.hash(), 1, folder_ / "wrong.png")}, ".png");
  fs::copy(folder_ / "wrong.png", folder_ / ("farm/segments/" + name));
  expect_error(1, "farm join farm --verify 50", {"1 of 4 parts are not what is computed here"});
  EXPECT_THAT(names_in("farm/rejected"), ElementsAre(name));
  succeed("farm resume farm --local 1 -q");
  succeed("render AABAB --size 61x50 --iterations 60 -q -o one.png");
  EXPECT_EQ(read_png(folder_ / "picture.png").pixels, read_png(folder_ / "one.png").pixels);
}

TEST_F(FarmTest, WhatAPictureCannotHaveIsRefused) {
  expect_error(2, "farm " + kPicture + "--frames 20 --local 1 -o a.png --folder farm", {"--frames", "for films"});
  expect_error(2, "farm AB --band-rows 20 --local 1 -o a.png --folder farm", {"--band-rows", "multiples of 16"});
  EXPECT_FALSE(fs::exists(folder_ / "farm"));
}

TEST_F(FarmTest, ABatchFileChoosesTheBackendOfAllMachines) {
  make_file(folder_ / "jobs.toml",
            "backend = 'cpu-scalar'\nthreads = 1\n[[render]]\nsequence = 'AB'\nsize = '16x32'\noutput = 'ab.png'\n");
  const auto chosen = [&](const std::string& folder) {
    const auto plan = nlohmann::json::parse(content(folder + "/ab/plan.json"));
    return plan.at("computing").value("backend", "") + " " + plan.at("computing").value("threads", "");
  };
  EXPECT_EQ(run("farm jobs.toml --folder farm --print -q").status, 0);
  EXPECT_EQ(chosen("farm"), "cpu-scalar 1");
  EXPECT_EQ(run("farm jobs.toml --folder other --backend cpu --print -q").status, 0);
  EXPECT_EQ(chosen("other"), "cpu 1");
}

TEST_F(FarmTest, FilmsOfABatchFileAreFarmsOfTheirOwn) {
  make_file(folder_ / "jobs.toml",
            "[defaults]\nsize = '16x16'\niterations = 30\nframes = 8\nsweep = 'x0=0.4:0.6'\n"
            "[[animate]]\nsequence = 'AB'\noutput = 'ab.mp4'\n[[animate]]\nsequence = 'AAB'\noutput = 'aab.mp4'\n");
  succeed("farm jobs.toml --folder farm --local 1 -q");
  EXPECT_THAT(names_in("farm"), ElementsAre("aab", "ab"));
  for (const std::string sequence : {"AB", "AAB"}) {
    succeed("animate " + sequence +
            " --size 16x16 --iterations 30 --frames 8 --sweep x0=0.4:0.6 --segments -q -o one.mp4");
    EXPECT_TRUE(content(sequence == "AB" ? "ab.mp4" : "aab.mp4") == content("one.mp4")) << sequence;
  }
  EXPECT_THAT(split_lines(run("farm status farm --json").out), SizeIs(2));
  make_file(folder_ / "jobs.toml", "[[render]]\nsequence = 'AB'\nsize = '16x16'\noutput = 'ab.png'\n");
  succeed("farm jobs.toml --folder other --local 1 -q");
  EXPECT_EQ(read_png(folder_ / "ab.png").height, 16U);
}

}  // namespace
}  // namespace lyap
