#ifndef CVECTORS_H
#define CVECTORS_H

/* What Swift's own vectors do lane by lane, in the hope that the compiler sees the vector again. */

typedef double vector_double16 __attribute__((ext_vector_type(16)));
typedef long vector_long16 __attribute__((ext_vector_type(16)));

#define VECTOR_INLINE static inline __attribute__((always_inline))

VECTOR_INLINE vector_double16 vector_sum(vector_double16 a, vector_double16 b) { return a + b; }

VECTOR_INLINE vector_double16 vector_difference(vector_double16 a, vector_double16 b) {
  return a - b;
}

VECTOR_INLINE vector_double16 vector_product(vector_double16 a, vector_double16 b) { return a * b; }

VECTOR_INLINE vector_double16 vector_quotient(vector_double16 a, vector_double16 b) {
  return a / b;
}

/* Where Swift subtracts from 0, and loses the sign of a zero. */
VECTOR_INLINE vector_double16 vector_opposite(vector_double16 a) { return -a; }

/* √x in every lane. */
VECTOR_INLINE vector_double16 vector_root(vector_double16 x) {
  return __builtin_elementwise_sqrt(x);
}

/* The bits that any lane has. */
VECTOR_INLINE long vector_union(vector_long16 x) { return __builtin_reduce_or(x); }

#endif
