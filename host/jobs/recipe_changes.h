#pragma once

#include "host/spec/recipe.h"
#include "host/spec/settings.h"

namespace lyap {

/// The fields of the recipe with those of `changes` in their place:
///
/// - A field replaces what it excludes: `a` the recipe's horizontal axis, `duration` its frames. `width` and `xmin` and
///   their like change one side or end, and leave the other.
/// - A rate in `set` is that of one letter; the others stay. Letters that go to an axis or move have their constants no
///   longer, nor have those that another sequence lacks.
/// - What moves is one thing: a circle, sweep, zoom or track takes the place of all movements of the recipe. A center,
///   a radius or a zoom-factor alone changes what is there.
/// - A precision that would have been found automatically is found anew.
/// - The arguments of an encoder are not taken from a recipe, since they can name files to be written.
///
/// What there is in `changes` besides is in the result too. Neither need be valid; the result is to be read as a job.
Settings with_changes(const Recipe& recipe, const Settings& changes);

}  // namespace lyap
