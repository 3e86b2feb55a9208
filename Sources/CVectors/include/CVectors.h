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

/* The operands are passed by pointer and `a` receives the result: LLVM does not always inline a
   function that takes vectors of two registers by value, since such values are passed in memory.
   The pointers are void because Swift imports a pointer to a vector as an opaque pointer, and Swift
   aligns vectors to 16 bytes only. */

typedef vector_double vector_in_memory __attribute__((aligned(16)));

VECTOR_INLINE void vector_add(void *a, const void *b) {
  *(vector_in_memory *)a += *(const vector_in_memory *)b;
}

VECTOR_INLINE void vector_sub(void *a, const void *b) {
  *(vector_in_memory *)a -= *(const vector_in_memory *)b;
}

VECTOR_INLINE void vector_mul(void *a, const void *b) {
  *(vector_in_memory *)a *= *(const vector_in_memory *)b;
}

VECTOR_INLINE void vector_div(void *a, const void *b) {
  *(vector_in_memory *)a /= *(const vector_in_memory *)b;
}

/* −a; Swift's SIMD computes 0 − a, which turns −0 into 0. */
VECTOR_INLINE void vector_neg(void *a) { *(vector_in_memory *)a = -*(vector_in_memory *)a; }

/* √a in each lane. */
VECTOR_INLINE void vector_sqrt(void *a) {
  *(vector_in_memory *)a = __builtin_elementwise_sqrt(*(vector_in_memory *)a);
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

/* The sum of all lanes: the halves are added until one lane is left. */
VECTOR_INLINE double vector_sum(vector_double x) {
  double lanes[sizeof x / sizeof(double)];
  __builtin_memcpy(lanes, &x, sizeof x);
  for (int half = sizeof x / sizeof(double) / 2; half > 0; half /= 2) {
    for (int i = 0; i < half; i++) lanes[i] += lanes[i + half];
  }
  return lanes[0];
}

/* Adds the halves of each group of lanes: first the groups of a, then those of b. */
#ifdef __AVX512F__
#define FOLD_EIGHTS(a, b) \
  (__builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23) + \
   __builtin_shufflevector(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, \
     31))
#define FOLD_FOURS(a, b) \
  (__builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27) + \
   __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31))
#define FOLD_TWOS(a, b) \
  (__builtin_shufflevector(a, b, 0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24, 25, 28, 29) + \
   __builtin_shufflevector(a, b, 2, 3, 6, 7, 10, 11, 14, 15, 18, 19, 22, 23, 26, 27, 30, 31))
#define FOLD_ONES(a, b) \
  (__builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30) + \
   __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31))
#else
#define FOLD_FOURS(a, b) \
  (__builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11) + \
   __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15))
#define FOLD_TWOS(a, b) \
  (__builtin_shufflevector(a, b, 0, 1, 4, 5, 8, 9, 12, 13) + \
   __builtin_shufflevector(a, b, 2, 3, 6, 7, 10, 11, 14, 15))
#define FOLD_ONES(a, b) \
  (__builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14) + \
   __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15))
#endif

/* The sums of as many vectors as a vector has lanes, each in the order of vector_sum. */
VECTOR_INLINE vector_double vector_sums(const void *rows) {
  const vector_double *r = (const vector_double *)rows;
  enum { lanes = sizeof(vector_double) / sizeof(double) };
  vector_double t[lanes];
  for (int i = 0; i < lanes; i++) t[i] = r[i];
  int count = lanes;
#ifdef __AVX512F__
  count /= 2;
  for (int i = 0; i < count; i++) t[i] = FOLD_EIGHTS(t[2 * i], t[2 * i + 1]);
#endif
  count /= 2;
  for (int i = 0; i < count; i++) t[i] = FOLD_FOURS(t[2 * i], t[2 * i + 1]);
  count /= 2;
  for (int i = 0; i < count; i++) t[i] = FOLD_TWOS(t[2 * i], t[2 * i + 1]);
  return FOLD_ONES(t[0], t[1]);
}

typedef double table_row __attribute__((ext_vector_type(4)));
typedef double eight_doubles __attribute__((ext_vector_type(8)));

typedef struct {
  eight_doubles columns[4];
} eight_rows;

VECTOR_INLINE table_row load_row(const double *table, long long index) {
  table_row row;
  __builtin_memcpy(&row, table + 4 * index, sizeof row);
  return row;
}

#define LOAD_TWO_ROWS(i) \
  __builtin_shufflevector(load_row(table, indices[i]), load_row(table, indices[i + 4]), 0, 1, 2, \
                          3, 4, 5, 6, 7)

/* Eight rows as columns: a transposition of four numbers per lane. */
VECTOR_INLINE eight_rows load_eight_rows(const double *table, const long long *indices) {
  eight_doubles a = LOAD_TWO_ROWS(0), b = LOAD_TWO_ROWS(1), c = LOAD_TWO_ROWS(2),
                d = LOAD_TWO_ROWS(3);
  eight_doubles ab_even = __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14);
  eight_doubles ab_odd = __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15);
  eight_doubles cd_even = __builtin_shufflevector(c, d, 0, 8, 2, 10, 4, 12, 6, 14);
  eight_doubles cd_odd = __builtin_shufflevector(c, d, 1, 9, 3, 11, 5, 13, 7, 15);
  eight_rows rows = {{
      __builtin_shufflevector(ab_even, cd_even, 0, 1, 8, 9, 4, 5, 12, 13),
      __builtin_shufflevector(ab_odd, cd_odd, 0, 1, 8, 9, 4, 5, 12, 13),
      __builtin_shufflevector(ab_even, cd_even, 2, 3, 10, 11, 6, 7, 14, 15),
      __builtin_shufflevector(ab_odd, cd_odd, 2, 3, 10, 11, 6, 7, 14, 15),
  }};
  return rows;
}

/* Stores the integer parts of numbers, which must not be NaN, times a factor. */
VECTOR_INLINE void vector_indices(void *indices, vector_double numbers, long long factor) {
  vector_int64 integers = __builtin_convertvector(numbers, vector_int64) * factor;
  __builtin_memcpy(indices, &integers, sizeof integers);
}

/* Stores the rows of a table with given indices as four vectors, one per column. */
VECTOR_INLINE void vector_table_rows(void *columns, const double *table, const void *indices) {
  const long long *lanes = (const long long *)indices;
  eight_rows low = load_eight_rows(table, lanes);
#ifdef __AVX512F__
  eight_rows high = load_eight_rows(table, lanes + 8);
#define JOIN(column) \
  __builtin_shufflevector(low.columns[column], high.columns[column], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, \
                          10, 11, 12, 13, 14, 15)
#else
#define JOIN(column) low.columns[column]
#endif
  vector_double *c = (vector_double *)columns;
  c[0] = JOIN(0);
  c[1] = JOIN(1);
  c[2] = JOIN(2);
  c[3] = JOIN(3);
}

/* The bitwise or of all lanes. */
VECTOR_INLINE long long vector_reduce_or(vector_int64 x) { return __builtin_reduce_or(x); }

/* Operations on registers of three vectors per number; `count` consecutive vectors are three for a
   number and six for the x and y of a vector of the plane. A result may overwrite an operand of the
   same size. No operation is contracted to FMA, which would change the bits. */
#pragma STDC FP_CONTRACT OFF

#define REGISTER_INLINE VECTOR_INLINE void
/* The vectors of a register, which Swift passes as a raw pointer. */
#define VECTORS(register) ((vector_double *)(register))
#define EACH(count) _Pragma("clang loop unroll(full)") for (int k = 0; k < (count); k++)

REGISTER_INLINE register_add(void *t, const void *a, const void *b,
                             int count) {
  EACH(count) VECTORS(t)[k] = VECTORS(a)[k] + VECTORS(b)[k];
}

REGISTER_INLINE register_sub(void *t, const void *a, const void *b,
                             int count) {
  EACH(count) VECTORS(t)[k] = VECTORS(a)[k] - VECTORS(b)[k];
}

REGISTER_INLINE register_mul(void *t, const void *a, const void *b,
                             int count) {
  EACH(count) VECTORS(t)[k] = VECTORS(a)[k] * VECTORS(b)[k];
}

REGISTER_INLINE register_div(void *t, const void *a, const void *b,
                             int count) {
  EACH(count) VECTORS(t)[k] = VECTORS(a)[k] / VECTORS(b)[k];
}

REGISTER_INLINE register_copy(void *t, const void *a, int count) {
  EACH(count) VECTORS(t)[k] = VECTORS(a)[k];
}

REGISTER_INLINE register_neg(void *t, const void *a, int count) {
  EACH(count) VECTORS(t)[k] = -VECTORS(a)[k];
}

REGISTER_INLINE register_sqrt(void *t, const void *a, int count) {
  EACH(count) VECTORS(t)[k] = __builtin_elementwise_sqrt(VECTORS(a)[k]);
}

REGISTER_INLINE register_add_number(void *t, const void *a, double b) {
  EACH(3) VECTORS(t)[k] = VECTORS(a)[k] + b;
}

REGISTER_INLINE register_sub_number(void *t, const void *a, double b) {
  EACH(3) VECTORS(t)[k] = VECTORS(a)[k] - b;
}

REGISTER_INLINE register_mul_number(void *t, const void *a, double b) {
  EACH(3) VECTORS(t)[k] = VECTORS(a)[k] * b;
}

REGISTER_INLINE register_div_number(void *t, const void *a, double b) {
  EACH(3) VECTORS(t)[k] = VECTORS(a)[k] / b;
}

/* The first operand at a tie or if the second is NaN. */
REGISTER_INLINE register_min(void *t, const void *a, const void *b,
                             int count) {
  EACH(count) VECTORS(t)[k] = VECTORS(b)[k] < VECTORS(a)[k] ? VECTORS(b)[k] : VECTORS(a)[k];
}

REGISTER_INLINE register_max(void *t, const void *a, const void *b,
                             int count) {
  EACH(count) VECTORS(t)[k] = VECTORS(a)[k] < VECTORS(b)[k] ? VECTORS(b)[k] : VECTORS(a)[k];
}

/* 1 where a < b, otherwise 0. */
REGISTER_INLINE register_less(void *t, const void *a, const void *b) {
  EACH(3) VECTORS(t)[k] = VECTORS(a)[k] < VECTORS(b)[k] ? (vector_double)1.0 : (vector_double)0.0;
}

/* a where the condition is positive, otherwise b. */
REGISTER_INLINE register_select(void *t, const void *condition,
                                const void *a, const void *b) {
  EACH(3) {
    vector_double isPositive = VECTORS(condition)[k];
    VECTORS(t)[k] = (vector_double)0.0 < isPositive ? VECTORS(a)[k] : VECTORS(b)[k];
  }
}

/* s·v for a number s and a vector v. */
REGISTER_INLINE register_scale(void *t, const void *s, const void *v) {
  EACH(3) {
    vector_double factor = VECTORS(s)[k];
    VECTORS(t)[k] = factor * VECTORS(v)[k];
    VECTORS(t)[k + 3] = factor * VECTORS(v)[k + 3];
  }
}

/* a + s·v. */
REGISTER_INLINE register_add_scaled(void *t, const void *a,
                                    const void *s, const void *v) {
  EACH(3) {
    vector_double factor = VECTORS(s)[k];
    VECTORS(t)[k] = VECTORS(a)[k] + factor * VECTORS(v)[k];
    VECTORS(t)[k + 3] = VECTORS(a)[k + 3] + factor * VECTORS(v)[k + 3];
  }
}

/* a − s·v. */
REGISTER_INLINE register_sub_scaled(void *t, const void *a,
                                    const void *s, const void *v) {
  EACH(3) {
    vector_double factor = VECTORS(s)[k];
    VECTORS(t)[k] = VECTORS(a)[k] - factor * VECTORS(v)[k];
    VECTORS(t)[k + 3] = VECTORS(a)[k + 3] - factor * VECTORS(v)[k + 3];
  }
}

/* r·a + s·b. */
REGISTER_INLINE register_combine(void *t, const void *r, const void *a,
                                 const void *s, const void *b) {
  EACH(3) {
    vector_double first = VECTORS(r)[k], second = VECTORS(s)[k];
    VECTORS(t)[k] = first * VECTORS(a)[k] + second * VECTORS(b)[k];
    VECTORS(t)[k + 3] = first * VECTORS(a)[k + 3] + second * VECTORS(b)[k + 3];
  }
}

REGISTER_INLINE register_dot(void *t, const void *a, const void *b) {
  EACH(3) VECTORS(t)[k] = VECTORS(a)[k] * VECTORS(b)[k] + VECTORS(a)[k + 3] * VECTORS(b)[k + 3];
}

/* ‖v‖. */
VECTOR_INLINE vector_double vector_norm(vector_double x, vector_double y) {
  return __builtin_elementwise_sqrt(x * x + y * y);
}

REGISTER_INLINE register_norm(void *t, const void *v) {
  EACH(3) VECTORS(t)[k] = vector_norm(VECTORS(v)[k], VECTORS(v)[k + 3]);
}

/* s·v/(‖v‖ + 1e-12). */
REGISTER_INLINE register_along(void *t, const void *s, const void *v) {
  EACH(3) {
    vector_double x = VECTORS(v)[k], y = VECTORS(v)[k + 3];
    vector_double factor = VECTORS(s)[k] / (vector_norm(x, y) + 1e-12);
    VECTORS(t)[k] = factor * x;
    VECTORS(t)[k + 3] = factor * y;
  }
}

/* a + s·v/(‖v‖ + 1e-12). */
REGISTER_INLINE register_add_along(void *t, const void *a,
                                   const void *s, const void *v) {
  EACH(3) {
    vector_double x = VECTORS(v)[k], y = VECTORS(v)[k + 3];
    vector_double factor = VECTORS(s)[k] / (vector_norm(x, y) + 1e-12);
    VECTORS(t)[k] = VECTORS(a)[k] + factor * x;
    VECTORS(t)[k + 3] = VECTORS(a)[k + 3] + factor * y;
  }
}

/* u/(√v + c) for vectors u and v and a number c. */
REGISTER_INLINE register_div_by_root(void *t, const void *u,
                                     const void *v, const void *c) {
  EACH(3) {
    vector_double offset = VECTORS(c)[k];
    VECTORS(t)[k] = VECTORS(u)[k] / (__builtin_elementwise_sqrt(VECTORS(v)[k]) + offset);
    vector_double root = __builtin_elementwise_sqrt(VECTORS(v)[k + 3]);
    VECTORS(t)[k + 3] = VECTORS(u)[k + 3] / (root + offset);
  }
}

/* (ab + n)m for numbers n and m. */
REGISTER_INLINE register_scaled_product(void *t, const void *a, const void *b, double n,
                                        double m) {
  EACH(3) VECTORS(t)[k] = (VECTORS(a)[k] * VECTORS(b)[k] + n) * m;
}

/* ab and, in another register, cd. */
REGISTER_INLINE register_two_products(void *t, const void *a, const void *b, const void *c,
                                      const void *d, void *s) {
  EACH(3) {
    vector_double first = VECTORS(a)[k] * VECTORS(b)[k], second = VECTORS(c)[k] * VECTORS(d)[k];
    VECTORS(t)[k] = first;
    VECTORS(s)[k] = second;
  }
}

/* pc and, in another register, pd for p = (ab + n)m. */
REGISTER_INLINE register_product_times(void *t, void *s, const void *a, const void *b, double n,
                                       double m, const void *c, const void *d) {
  EACH(3) {
    vector_double product = (VECTORS(a)[k] * VECTORS(b)[k] + n) * m;
    vector_double first = product * VECTORS(c)[k], second = product * VECTORS(d)[k];
    VECTORS(t)[k] = first;
    VECTORS(s)[k] = second;
  }
}

/* ab + c. */
REGISTER_INLINE register_product_plus(void *t, const void *a, const void *b, const void *c) {
  EACH(3) VECTORS(t)[k] = VECTORS(a)[k] * VECTORS(b)[k] + VECTORS(c)[k];
}

/* ab − c. */
REGISTER_INLINE register_product_minus(void *t, const void *a, const void *b, const void *c) {
  EACH(3) VECTORS(t)[k] = VECTORS(a)[k] * VECTORS(b)[k] - VECTORS(c)[k];
}

/* c − ab. */
REGISTER_INLINE register_minus_product(void *t, const void *a, const void *b, const void *c) {
  EACH(3) VECTORS(t)[k] = VECTORS(c)[k] - VECTORS(a)[k] * VECTORS(b)[k];
}

/* Adds |w|² to three sums; the last bits depend on whether the machine has FMA. */
REGISTER_INLINE register_add_squares(void *sums, const void *w) {
  EACH(3) VECTORS(sums)[k] = vector_add_squares(VECTORS(w)[k], VECTORS(w)[k + 3], VECTORS(sums)[k]);
}

/* A stack of 32 kB of scratch memory per thread. scratch_push returns memory aligned to a cache
   line, or NULL if too little is left; scratch_pop frees the last block, of the same size. */
void *scratch_push(size_t size);
void scratch_pop(size_t size);

#endif
