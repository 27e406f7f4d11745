#pragma once

namespace lyap {

/// `lyap backends`: a table of all backends on standard output, what can run here and why the rest cannot.
void run_backends();

}  // namespace lyap
