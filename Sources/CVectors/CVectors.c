#include "CVectors.h"

enum { cache_line = 64 };

static _Thread_local char memory[1 << 15] __attribute__((aligned(cache_line)));
static _Thread_local size_t used;

static size_t rounded(size_t size) { return (size + cache_line - 1) / cache_line * cache_line; }

void *scratch_push(size_t size) {
  if (rounded(size) > sizeof memory - used) return NULL;
  void *start = memory + used;
  used += rounded(size);
  return start;
}

void scratch_pop(size_t size) { used -= rounded(size); }
