#include "CVectors.h"

void *scratch(void) {
  static _Thread_local char memory[scratch_size] __attribute__((aligned(64)));
  return memory;
}
