#include "CReference.h"

#include <math.h>
#include <string.h>

enum { lanes = reference_lanes };

#define HYPERBOLA_GRADIENT(gx, gy, x, y)                                       \
  double twice_##gx = 2 * ((x) * (y) - 1);                                     \
  double gx = twice_##gx * (y), gy = twice_##gx * (x)

#define SAM_STEP(x, y, eta, rho)                                               \
  HYPERBOLA_GRADIENT(gx, gy, x, y);                                            \
  double scale = (rho) / (sqrt(gx * gx + gy * gy) + 1e-12);                    \
  double ax = (x) + scale * gx, ay = (y) + scale * gy;                         \
  HYPERBOLA_GRADIENT(hx, hy, ax, ay);                                          \
  x = (x) - (eta) * hx;                                                        \
  y = (y) - (eta) * hy

void reference_sam_hyperbola(double *p, double eta, double rho, long steps) {
  double x = p[0], y = p[1];
  for (long step = 0; step < steps; step++) {
    SAM_STEP(x, y, eta, rho);
  }
  p[0] = x;
  p[1] = y;
}

void reference_sam_hyperbola_recorded(double *record, const double *p, double eta, double rho,
                                      long steps) {
  double x = p[0], y = p[1];
  for (long step = 0; step <= steps; step++) {
    record[4 * step] = x;
    record[4 * step + 1] = y;
    if (!(x * x + y * y <= 1e16)) return;
    SAM_STEP(x, y, eta, rho);
    record[4 * step + 2] = ax;
    record[4 * step + 3] = ay;
  }
}

void reference_fill_hyperbola(double *values, const double *xs, const double *ys, long columns,
                              long rows) {
  for (long row = 0; row < rows; row++) {
    for (long column = 0; column < columns; column++) {
      double r = xs[column] * ys[row] - 1;
      values[row * columns + column] = r * r;
    }
  }
}

/* Local copies cannot alias, so the compiler keeps the lanes in registers. */
#define EACH for (int i = 0; i < lanes; i++)
#define LOAD                                                                   \
  double u[lanes], v[lanes], e[lanes], r[lanes];                               \
  memcpy(u, x, sizeof u);                                                      \
  memcpy(v, y, sizeof v);                                                      \
  memcpy(e, eta, sizeof e);                                                    \
  memcpy(r, rho, sizeof r)
#define STORE                                                                  \
  memcpy(x, u, sizeof u);                                                      \
  memcpy(y, v, sizeof v)

void reference_lanes_gd_hyperbola(double *x, double *y, const double *eta, long steps) {
  const double *rho = eta;
  LOAD;
  (void)r;
  for (long step = 0; step < steps; step++) {
    EACH {
      HYPERBOLA_GRADIENT(gx, gy, u[i], v[i]);
      u[i] -= e[i] * gx;
      v[i] -= e[i] * gy;
    }
  }
  STORE;
}

void reference_lanes_usam_hyperbola(double *x, double *y, const double *eta, const double *rho,
                                    long steps) {
  LOAD;
  for (long step = 0; step < steps; step++) {
    EACH {
      HYPERBOLA_GRADIENT(gx, gy, u[i], v[i]);
      double ax = u[i] + r[i] * gx, ay = v[i] + r[i] * gy;
      HYPERBOLA_GRADIENT(hx, hy, ax, ay);
      u[i] -= e[i] * hx;
      v[i] -= e[i] * hy;
    }
  }
  STORE;
}

void reference_lanes_sam_hyperbola(double *x, double *y, const double *eta, const double *rho,
                                   long steps) {
  LOAD;
  for (long step = 0; step < steps; step++) {
    EACH {
      SAM_STEP(u[i], v[i], e[i], r[i]);
    }
  }
  STORE;
}

#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__) && defined(__AVX2__)
#include <immintrin.h>
#ifdef __AVX512F__
typedef __m512d vec;
enum { width = 8 };
vec _ZGVeN8v_tanh(vec);
vec _ZGVeN8v_cos(vec);
#define vtanh _ZGVeN8v_tanh
#define vcos _ZGVeN8v_cos
#define vsqrt _mm512_sqrt_pd
#else
typedef __m256d vec;
enum { width = 4 };
vec _ZGVdN4v_tanh(vec);
vec _ZGVdN4v_cos(vec);
#define vtanh _ZGVdN4v_tanh
#define vcos _ZGVdN4v_cos
#define vsqrt _mm256_sqrt_pd
#endif

int reference_has_libmvec(void) { return 1; }

#define RUN(GRADIENT_OF)                                                       \
  enum { parts = lanes / width };                                              \
  vec u[parts], v[parts], e[parts], r[parts];                                  \
  memcpy(u, x, sizeof u);                                                      \
  memcpy(v, y, sizeof v);                                                      \
  memcpy(e, eta, sizeof e);                                                    \
  memcpy(r, rho, sizeof r);                                                    \
  for (long step = 0; step < steps; step++) {                                  \
    for (int i = 0; i < parts; i++) {                                          \
      vec gx, gy, hx, hy;                                                      \
      GRADIENT_OF(gx, gy, u[i], v[i]);                                         \
      vec scale = r[i] / (vsqrt(gx * gx + gy * gy) + 1e-12);                   \
      vec ax = u[i] + scale * gx, ay = v[i] + scale * gy;                      \
      GRADIENT_OF(hx, hy, ax, ay);                                             \
      u[i] -= e[i] * hx;                                                       \
      v[i] -= e[i] * hy;                                                       \
    }                                                                          \
  }                                                                            \
  memcpy(x, u, sizeof u);                                                      \
  memcpy(y, v, sizeof v)

#define LOGCOSH_GRADIENT(gx, gy, x, y)                                         \
  do {                                                                         \
    vec t = vtanh((x) * (y));                                                  \
    gx = t * (y);                                                              \
    gy = t * (x);                                                              \
  } while (0)

void reference_lanes_sam_logcosh(double *x, double *y, const double *eta, const double *rho,
                                 long steps) {
  RUN(LOGCOSH_GRADIENT);
}

#define SINE_GRADIENT(gx, gy, x, y)                                            \
  do {                                                                         \
    gx = (amplitude * omega) * vcos(omega * (x));                              \
    gy = (y);                                                                  \
  } while (0)

void reference_lanes_sam_sine(double *x, double *y, const double *eta, const double *rho,
                              double amplitude, double omega, long steps) {
  RUN(SINE_GRADIENT);
}
#else
int reference_has_libmvec(void) { return 0; }

void reference_lanes_sam_logcosh(double *x, double *y, const double *eta, const double *rho,
                                 long steps) {
  (void)x, (void)y, (void)eta, (void)rho, (void)steps;
}

void reference_lanes_sam_sine(double *x, double *y, const double *eta, const double *rho,
                              double amplitude, double omega, long steps) {
  (void)x, (void)y, (void)eta, (void)rho, (void)amplitude, (void)omega, (void)steps;
}
#endif
