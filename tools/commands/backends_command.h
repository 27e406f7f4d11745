#pragma once

namespace lyap {

/// `lyap backends`: a table of all backends on standard output, what can run here and why the rest cannot,
/// and which GPUs this program has code for.
void run_backends();

}  // namespace lyap
