#pragma once

namespace lyap {

// Functions that libraries may round differently from machine to machine, made of operations that IEEE 754 rounds
// correctly, so that they give the same bits on all. Relative errors are below 1e-15, of logarithms next to 1 absolute
// ones.

/// ln x of a positive finite number.
double natural_logarithm(double x);

/// e^x; 0 below −700 and e^700 above 700.
double exponential(double x);

}  // namespace lyap
