#include "host/spec/sequence.h"

#include "host/base/error.h"

#include <algorithm>
#include <random>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

std::string letters_of(std::string_view text) {
  return Sequence::parse(text).letters();
}

std::string error_of(std::string_view text) {
  try {
    return fmt::format("no error, but {}", letters_of(text));
  } catch (const InvalidInput& error) {
    return error.what();
  }
}

TEST(Sequence, ReadsLettersInEitherCaseAndStoresUpperCase) {
  EXPECT_EQ(letters_of("A"), "A");
  EXPECT_EQ(letters_of("aAbAB"), "AABAB");
  EXPECT_EQ(letters_of("zyxCBA"), "ZYXCBA");
}

TEST(Sequence, RepeatsALetter) {
  EXPECT_EQ(letters_of("A6B6"), "AAAAAABBBBBB");
  EXPECT_EQ(letters_of("AB3"), "ABBB");
  EXPECT_EQ(letters_of("A1B01"), "AB");
  EXPECT_EQ(letters_of("A12"), "AAAAAAAAAAAA");
}

TEST(Sequence, RepeatsAGroup) {
  EXPECT_EQ(letters_of("(AB)3A"), "ABABABA");
  EXPECT_EQ(letters_of("((AB)2C)3"), "ABABCABABCABABC");
  EXPECT_EQ(letters_of("(A2)2"), "AAAA");
  EXPECT_EQ(letters_of("C(AB)"), "CAB");
}

TEST(Sequence, IgnoresWhiteSpaceBetweenItems) {
  EXPECT_EQ(letters_of(" A 2\t( B\nC ) 2 \r\n"), "AABCBC");
}

TEST(Sequence, KnowsItsPeriodAndTheLetterOfEachStep) {
  const Sequence sequence = Sequence::parse("AAB");
  EXPECT_EQ(sequence.period(), 3U);
  EXPECT_EQ(sequence.at(0), 'A');
  EXPECT_EQ(sequence.at(2), 'B');
  EXPECT_EQ(sequence.at(3), 'A');
  EXPECT_EQ(sequence.at(3'000'000'002), 'B');
}

TEST(Sequence, ListsItsDistinctLettersInOrder) {
  EXPECT_EQ(Sequence::parse("CABBAC").distinct(), "ABC");
  EXPECT_EQ(Sequence::parse("Z9").distinct(), "Z");
}

TEST(Sequence, IsEqualWhenTheLettersAre) {
  EXPECT_EQ(Sequence::parse("(AB)2"), Sequence::parse("abab"));
  EXPECT_NE(Sequence::parse("AB"), Sequence::parse("ABAB"));
}

TEST(Sequence, WritesRunsOfThreeAndMoreAsRepeats) {
  EXPECT_EQ(Sequence::parse("AAAAAABBBBBB").compact(), "A6B6");
  EXPECT_EQ(Sequence::parse("AABAB").compact(), "AABAB");
  EXPECT_EQ(Sequence::parse("AAABBC").compact(), "A3BBC");
  EXPECT_EQ(Sequence::parse("A4096").compact(), "A4096");
}

TEST(Sequence, AcceptsTheLongestPeriodAndTheDeepestNesting) {
  EXPECT_EQ(Sequence::parse("A4096").period(), Sequence::kMaxPeriod);
  EXPECT_EQ(Sequence::parse("((((A8)8)8)8)").period(), Sequence::kMaxPeriod);
  EXPECT_EQ(letters_of(std::string(64, '(') + "A" + std::string(64, ')') + "2"), "AA");
}

TEST(SequenceErrors, Empty) {
  const std::string accepted = "letters A to Z, repeats such as A6 and groups such as (AB)3 are accepted";
  EXPECT_EQ(error_of(""), "'' is not a sequence: a letter is missing at position 1: " + accepted);
  EXPECT_EQ(error_of("\n "), "'\\n ' is not a sequence: a letter is missing at position 3: " + accepted);
}

TEST(SequenceErrors, NotALetter) {
  const std::string accepted = "letters A to Z, repeats such as A6 and groups such as (AB)3 are accepted";
  EXPECT_EQ(error_of("AB?A"), "'AB?A' is not a sequence: '?' at position 3 is not a letter: " + accepted);
  EXPECT_EQ(error_of("A-2"), "'A-2' is not a sequence: '-' at position 2 is not a letter: " + accepted);
  EXPECT_EQ(error_of("AÄB"), "'AÄB' is not a sequence: 'Ä' at position 2 is not a letter: " + accepted);
  EXPECT_EQ(error_of("\xff"), "'\\xff' is not a sequence: '\\xff' at position 1 is not a letter: " + accepted);
}

TEST(SequenceErrors, UnbalancedBrackets) {
  EXPECT_EQ(error_of("A(B(C)"),
            "'A(B(C)' is not a sequence: the '(' at position 2 is never closed: each '(' needs a ')'");
  EXPECT_EQ(error_of("(A))"), "'(A))' is not a sequence: the ')' at position 4 closes nothing: each ')' needs a '('");
}

TEST(SequenceErrors, EmptyGroup) {
  const std::string problem = "is empty: a group has at least one letter";
  EXPECT_EQ(error_of("A()"), "'A()' is not a sequence: the group at position 2 " + problem);
  EXPECT_EQ(error_of("(( )A)"), "'(( )A)' is not a sequence: the group at position 2 " + problem);
}

TEST(SequenceErrors, RepeatOfNothing) {
  const std::string problem = "has nothing before it: a repeat stands behind a letter or a group";
  EXPECT_EQ(error_of("3A"), "'3A' is not a sequence: the repeat '3' at position 1 " + problem);
  EXPECT_EQ(error_of("A(2B)"), "'A(2B)' is not a sequence: the repeat '2' at position 3 " + problem);
  EXPECT_EQ(error_of("A2 3"), "'A2 3' is not a sequence: the repeat '3' at position 4 " + problem);
}

TEST(SequenceErrors, RepeatOutOfRange) {
  EXPECT_EQ(error_of("AB0"),
            "'AB0' is not a sequence: the repeat '0' at position 3 is too small: 1 to 4096 are accepted");
  EXPECT_EQ(error_of("A4097"),
            "'A4097' is not a sequence: the repeat '4097' at position 2 is too large: 1 to 4096 are accepted");
  EXPECT_EQ(
      error_of("A999999999999999999999"),
      "'A999999999999999999999' is not a sequence: the repeat '999999999999999999999' at position 2 is too large: "
      "1 to 4096 are accepted");
}

TEST(SequenceErrors, ExpansionTooLong) {
  EXPECT_EQ(error_of("A4096B"),
            "'A4096B' is not a sequence: it grows too long at position 6: 1 to 4096 letters are accepted");
  EXPECT_EQ(
      error_of("((((A4096)4096)4096)4096)4096"),
      "'((((A4096)4096)4096)4096)4096' is not a sequence: it grows too long at position 11: 1 to 4096 letters are "
      "accepted");
}

TEST(SequenceErrors, NestedTooDeep) {
  const std::string message = error_of(std::string(65, '(') + "A" + std::string(65, ')'));
  EXPECT_NE(message.find("the '(' at position 65 nests too deep: groups may nest 64 deep"), std::string::npos)
      << message;
}

TEST(SequenceErrors, LongTextsAreCutInTheMessage) {
  const std::string message = error_of(std::string(1'000'000, 'A'));
  EXPECT_NE(message.find("AAA...' is not a sequence: it grows too long at position 4097"), std::string::npos)
      << message;
  EXPECT_LT(message.size(), 200U);
}

// Properties, over generated sequences. The seeds are fixed; a failure prints the one it came from.

constexpr unsigned kSeeds = 200;

class Generator {
 public:
  explicit Generator(unsigned seed) : engine_(seed) {}

  std::size_t number(std::size_t min, std::size_t max) {
    return std::uniform_int_distribution<std::size_t>(min, max)(engine_);
  }
  char one_of(std::string_view characters) { return characters[number(0, characters.size() - 1)]; }

 private:
  std::mt19937 engine_;
};

std::string repeated(const std::string& item, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += item;
  return all;
}

struct WrittenSequence {
  std::string text;
  std::string letters;  // what the text stands for
};

WrittenSequence generate_written(Generator& random, int depth) {
  WrittenSequence whole;
  for (std::size_t items = random.number(1, 3); items > 0; --items) {
    WrittenSequence item;
    if (depth > 0 && random.number(0, 1) == 1) {
      item = generate_written(random, depth - 1);
      item.text = "(" + item.text + ")";
    } else {
      item.letters = random.one_of("ABCZ");
      item.text = item.letters;
    }
    if (const std::size_t count = random.number(0, 3); count > 0) {
      item.text += std::to_string(count);
      item.letters = repeated(item.letters, count);
    }
    whole.text += item.text + (random.number(0, 3) == 0 ? " " : "");
    whole.letters += item.letters;
  }
  return whole;
}

TEST(SequenceProperties, ParseReadsBackWhatCompactWrites) {
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Generator random(seed);
    const std::string_view alphabet = seed % 2 == 0 ? "AB" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    std::string letters;
    while (letters.empty() || random.number(0, 99) > 0) letters.append(random.number(1, 5), random.one_of(alphabet));
    letters.resize(std::min(letters.size(), Sequence::kMaxPeriod));

    const Sequence sequence = Sequence::parse(letters);
    ASSERT_EQ(sequence.letters(), letters);
    EXPECT_EQ(Sequence::parse(sequence.compact()), sequence) << sequence.compact();
    EXPECT_LE(sequence.compact().size(), letters.size());
  }
}

TEST(SequenceProperties, NestedRepeatsExpandAsWritten) {
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Generator random(seed);
    const auto [text, letters] = generate_written(random, 3);
    if (letters.size() <= Sequence::kMaxPeriod) {
      EXPECT_EQ(letters_of(text), letters) << text;
    } else {
      EXPECT_THROW(Sequence::parse(text), InvalidInput) << text;
    }
  }
}

TEST(SequenceProperties, AnyTextIsASequenceOrAOneLineError) {
  for (unsigned seed = 0; seed < 20 * kSeeds; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Generator random(seed);
    std::string text;
    for (std::size_t n = random.number(0, 20); n > 0; --n) text += random.one_of("AAAb(((())))29 \n?\xc3\x97");
    try {
      const Sequence sequence = Sequence::parse(text);
      EXPECT_GE(sequence.period(), 1U) << text;
      EXPECT_LE(sequence.period(), Sequence::kMaxPeriod) << text;
    } catch (const InvalidInput& error) {
      EXPECT_EQ(std::string_view(error.what()).find('\n'), std::string_view::npos) << error.what();
    }
  }
}

}  // namespace
}  // namespace lyap
