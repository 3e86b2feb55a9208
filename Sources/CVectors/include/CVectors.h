#ifndef CVECTORS_H
#define CVECTORS_H

#include <stddef.h>

/* Vector operations that the compiler splits into scalar ones when written with Swift's SIMD. */

/* Two registers wide: hides the latency of an operation and leaves registers for a whole step. */
#ifdef __AVX512F__
#define VECTOR(element) element __attribute__((ext_vector_type(16)))
#else
#define VECTOR(element) element __attribute__((ext_vector_type(8)))
#endif

typedef VECTOR(double) vector_double;
typedef VECTOR(long long) vector_int64;
typedef VECTOR(unsigned long long) vector_uint64;

#define VECTOR_INLINE static inline __attribute__((always_inline))

VECTOR_INLINE vector_double vector_add(vector_double a, vector_double b) { return a + b; }

VECTOR_INLINE vector_double vector_sub(vector_double a, vector_double b) {
  return a - b;
}

VECTOR_INLINE vector_double vector_mul(vector_double a, vector_double b) { return a * b; }

VECTOR_INLINE vector_double vector_div(vector_double a, vector_double b) {
  return a / b;
}

/* −a; Swift's SIMD computes 0 − a, which turns −0 into 0. */
VECTOR_INLINE vector_double vector_neg(vector_double a) { return -a; }

/* √x in each lane. */
VECTOR_INLINE vector_double vector_sqrt(vector_double x) {
  return __builtin_elementwise_sqrt(x);
}

/* x² + y² + sum; two roundings with FMA, four without. */
VECTOR_INLINE vector_double vector_add_squares(vector_double x, vector_double y,
                                               vector_double sum) {
#ifdef __FMA__
  return __builtin_elementwise_fma(x, x, __builtin_elementwise_fma(y, y, sum));
#else
  return sum + (x * x + y * y);
#endif
}

/* The bitwise or of all lanes. */
VECTOR_INLINE long long vector_reduce_or(vector_int64 x) { return __builtin_reduce_or(x); }

/* A stack of 32 kB of scratch memory per thread. scratch_push returns memory aligned to a cache
   line, or NULL if too little is left; scratch_pop frees the last block, of the same size. */
void *scratch_push(size_t size);
void scratch_pop(size_t size);

#endif
