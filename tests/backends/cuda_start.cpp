#include <cuda_runtime_api.h>

// Starts CUDA on the first device and does nothing with it: what every program waits for before its first picture.
int main() {
  return cudaFree(nullptr) == cudaSuccess ? 0 : 1;
}
