#ifndef CVECTORS_H
#define CVECTORS_H

#include <stddef.h>

/* What Swift's own vectors do lane by lane, in the hope that the compiler sees the vector again. */

/* Two registers: one computes while the other waits, and there is room for what a step needs. */
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

/* Where Swift subtracts from 0, and loses the sign of a zero. */
VECTOR_INLINE vector_double vector_neg(vector_double a) { return -a; }

/* √x in every lane. */
VECTOR_INLINE vector_double vector_sqrt(vector_double x) {
  return __builtin_elementwise_sqrt(x);
}

/* x² + y² + sum, rounded once or thrice. */
VECTOR_INLINE vector_double vector_add_squares(vector_double x, vector_double y, vector_double sum) {
#ifdef __FMA__
  return __builtin_elementwise_fma(x, x, __builtin_elementwise_fma(y, y, sum));
#else
  return sum + (x * x + y * y);
#endif
}

/* The bits that any lane has. */
VECTOR_INLINE long long vector_reduce_or(vector_int64 x) { return __builtin_reduce_or(x); }

/* Memory of the calling thread, at a cache line, until it is given back; what is taken last is given
   back first. NULL where there is not so much left. */
void *scratch_push(size_t size);
void scratch_pop(size_t size);

#endif
