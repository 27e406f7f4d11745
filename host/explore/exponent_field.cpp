#include "host/explore/exponent_field.h"

#include "host/compute/parameter_plane.h"
#include "host/spec/pixel_rates.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace lyap {
namespace {

RenderSpec with_precision(RenderSpec spec) {
  spec.validate();
  spec.precision = choose_precision(spec);
  return spec;
}

std::size_t pixels_of(Size size) {
  return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
}

/// The value of everything that an exponent depends on besides the rates of its pixel.
bool differ_in_rates_alone(const RenderSpec& a, const RenderSpec& b) {
  return a.sequence == b.sequence && a.horizontal.letter == b.horizontal.letter &&
         a.vertical.letter == b.vertical.letter && a.constants == b.constants && a.iterations == b.iterations &&
         a.transient == b.transient && a.phase == b.phase && a.x0 == b.x0 && a.precision == b.precision &&
         a.brute_force == b.brute_force && choose_form(a, a.precision) == choose_form(b, b.precision);
}

/// A place in each of two lists where the same number stands.
struct Match {
  int place;
  int older;
};

/// All of them, of lists in rising or falling order; both must be in the same one.
std::vector<Match> matches(const std::vector<double>& numbers, const std::vector<double>& older) {
  const auto before = [falls = numbers.front() > numbers.back() || older.front() > older.back()](double a, double b) {
    return falls ? a > b : a < b;
  };
  std::vector<Match> found;
  std::size_t j = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    while (j < older.size() && before(older[j], numbers[i])) ++j;
    if (j < older.size() && older[j] == numbers[i]) found.push_back({static_cast<int>(i), static_cast<int>(j)});
  }
  return found;
}

}  // namespace

ExponentField::ExponentField(const RenderSpec& spec, Beside beside)
    : spec_(with_precision(spec)),
      with_periods_(beside == Beside::kPeriods),
      column_rates_(column_rates(spec_, spec_.size.width)),
      row_rates_(row_rates(spec_)) {
  const std::size_t pixels = pixels_of(spec_.size);
  if (spec_.precision == Precision::kFloat) {
    exponents_ = std::vector<float>(pixels, std::numeric_limits<float>::quiet_NaN());
    band_exponents_ = std::vector<float>();
  } else {
    exponents_ = std::vector<double>(pixels, std::numeric_limits<double>::quiet_NaN());
    band_exponents_ = std::vector<double>();
  }
  if (with_periods_) periods_.resize(pixels);
}

std::size_t ExponentField::bytes() const {
  const auto numbers = [](const auto& exponents) { return exponents.size() * sizeof exponents[0]; };
  return std::visit(numbers, exponents_) + periods_.size() * sizeof(std::uint32_t);
}

std::size_t ExponentField::pixel(int row, int column) const {
  return static_cast<std::size_t>(row) * static_cast<std::size_t>(spec_.size.width) + static_cast<std::size_t>(column);
}

bool ExponentField::is_of(const RenderSpec& spec, Beside beside) const {
  const RenderSpec own = with_precision(spec);
  return (with_periods_ || beside == Beside::kNothing) && differ_in_rates_alone(spec_, own) && spec_.size == own.size &&
         spec_.horizontal.range == own.horizontal.range && spec_.vertical.range == own.vertical.range;
}

void ExponentField::take_over(const ExponentField& older) {
  if (!differ_in_rates_alone(spec_, older.spec_) || (with_periods_ && !older.with_periods_)) return;
  const std::vector<Match> columns = matches(column_rates_, older.column_rates_);
  const std::vector<Match> rows = matches(row_rates_, older.row_rates_);
  const auto copy = [&](auto& to, const auto& from) {
    for (const Match& row : rows) {
      for (const Match& column : columns) {
        to[pixel(row.place, column.place)] = from[older.pixel(row.older, column.older)];
      }
    }
  };
  const auto copy_exponents = [&](auto& to) { copy(to, std::get<std::decay_t<decltype(to)>>(older.exponents_)); };
  std::visit(copy_exponents, exponents_);
  if (with_periods_) copy(periods_, older.periods_);
}

template <class T>
std::vector<int> ExponentField::unknown_in_row(const std::vector<T>& exponents, int row, int step) const {
  std::vector<int> columns;
  const T* in_row = &exponents[pixel(row, 0)];
  for (int column = 0; column < spec_.size.width; column += step) {
    if (std::isnan(in_row[column])) columns.push_back(column);
  }
  return columns;
}

bool ExponentField::is_noted(int step) const {
  return std::ranges::any_of(known_steps_, [step](int known) { return step % known == 0; });
}

bool ExponentField::knows(int step) const {
  if (is_noted(step)) return true;
  const auto all_are_known = [&](const auto& exponents) {
    for (int row = 0; row < spec_.size.height; row += step) {
      for (int column = 0; column < spec_.size.width; column += step) {
        if (std::isnan(exponents[pixel(row, column)])) return false;
      }
    }
    return true;
  };
  return std::visit(all_are_known, exponents_);
}

std::vector<PixelSelection> ExponentField::unknown(int step) const {
  const Rows all{0, spec_.size.height};
  return unknown(step, std::span(&all, 1));
}

std::vector<PixelSelection> ExponentField::unknown(int step, std::span<const Rows> parts) const {
  // Views that move leave one or two kinds of rows. Where it is more, so little is lost by computing some of the known
  // pixels again that it is not worth a frame of its own.
  constexpr std::size_t kMostSelections = 4;
  if (is_noted(step)) return {};
  std::map<std::vector<int>, std::vector<int>> rows_by_columns;
  for (const Rows& part : parts) {
    for (int row = along(part.first, step) * step; row < part.first + part.count; row += step) {
      const auto of_row = [&](const auto& exponents) { return unknown_in_row(exponents, row, step); };
      std::vector<int> columns = std::visit(of_row, exponents_);
      if (!columns.empty()) rows_by_columns[std::move(columns)].push_back(row);
    }
  }
  std::vector<PixelSelection> selections;
  for (auto& [columns, rows] : rows_by_columns) {
    if (selections.size() < kMostSelections) {
      selections.push_back({columns, std::move(rows)});
      continue;
    }
    PixelSelection& last = selections.back();
    std::vector<int> either;
    std::set_union(last.columns.begin(), last.columns.end(), columns.begin(), columns.end(),
                   std::back_inserter(either));
    last.columns = std::move(either);
    last.rows.insert(last.rows.end(), rows.begin(), rows.end());
    std::sort(last.rows.begin(), last.rows.end());
  }
  return selections;
}

void ExponentField::store(const PixelSelection& pixels, Rows rows, const Band& band) {
  const auto store_exponents = [&](auto& exponents) {
    const auto* computed = reinterpret_cast<const std::decay_t<decltype(exponents[0])>*>(band.pixels.data());
    std::size_t i = 0;
    for (int n = rows.first; n < rows.first + rows.count; ++n) {
      auto* in_row = &exponents[pixel(pixels.rows[static_cast<std::size_t>(n)], 0)];
      for (const int column : pixels.columns) in_row[column] = computed[i++];
    }
  };
  if (with_periods_) {
    std::size_t i = 0;
    for (int n = rows.first; n < rows.first + rows.count; ++n) {
      std::uint32_t* in_row = &periods_[pixel(pixels.rows[static_cast<std::size_t>(n)], 0)];
      for (const int column : pixels.columns) in_row[column] = band.periods[i++];
    }
  }
  std::visit(store_exponents, exponents_);
}

Band ExponentField::band(int step, Rows rows) {
  const auto width = static_cast<std::size_t>(along(spec_.size.width, step));
  const std::size_t count = width * static_cast<std::size_t>(rows.count);
  const auto gather = [&](const auto& field, auto& numbers) {
    if (step == 1) {
      const auto begin = field.begin() + static_cast<std::ptrdiff_t>(pixel(rows.first, 0));
      numbers.assign(begin, begin + static_cast<std::ptrdiff_t>(count));
      return;
    }
    numbers.resize(count);
    std::size_t i = 0;
    for (int n = rows.first; n < rows.first + rows.count; ++n) {
      const auto* in_row = &field[pixel(n * step, 0)];
      for (int column = 0; column < spec_.size.width; column += step) numbers[i++] = in_row[column];
    }
  };
  Band band;
  const auto gather_exponents = [&](const auto& field) {
    auto& numbers = std::get<std::decay_t<decltype(field)>>(band_exponents_);
    gather(field, numbers);
    band.pixels = std::as_bytes(std::span(numbers));
  };
  std::visit(gather_exponents, exponents_);
  if (with_periods_) {
    gather(periods_, band_periods_);
    band.periods = band_periods_;
  }
  return band;
}

std::vector<float> ExponentField::sample(int step) const {
  std::vector<float> numbers;
  const auto gather = [&](const auto& exponents) {
    for (int row = 0; row < spec_.size.height; row += step) {
      for (int column = 0; column < spec_.size.width; column += step) {
        numbers.push_back(static_cast<float>(exponents[pixel(row, column)]));
      }
    }
  };
  std::visit(gather, exponents_);
  return numbers;
}

void turn_to(std::unique_ptr<ExponentField>& field, const RenderSpec& spec) {
  const Beside beside = spec.shown == Quantity::kPeriod ? Beside::kPeriods : Beside::kNothing;
  if (field != nullptr && field->is_of(spec, beside)) return;
  auto next = std::make_unique<ExponentField>(spec, beside);
  if (field != nullptr) next->take_over(*field);
  field = std::move(next);
}

}  // namespace lyap
