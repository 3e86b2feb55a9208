#include "CReference.h"

#include <math.h>
#include <string.h>

/* Blocks of 64 samples, the samples of a block in the innermost loops. */
enum { block = 64 };
#define EACH_SAMPLE for (int s = 0; s < block; s++)

/* Row o of z is the sum of w[o·out + i·in] times row i of a. */
static void multiply(const double *w, long out, long in, const double *restrict a, int inputs,
                     double *restrict z, int outputs) {
  for (int o = 0; o < outputs; o++) {
    double sum[block] = {0};
    for (int i = 0; i < inputs; i++) {
      double weight = w[o * out + i * in];
      EACH_SAMPLE sum[s] += weight * a[i * block + s];
    }
    memcpy(z + o * block, sum, sizeof sum);
  }
}

/* The sum over the samples: the halves are added until one number is left. */
static inline double sum_of(double *x) {
#define ADD_HALVES(half) for (int s = 0; s < half; s++) x[s] += x[s + half]
  ADD_HALVES(32);
  ADD_HALVES(16);
  ADD_HALVES(8);
  ADD_HALVES(4);
  ADD_HALVES(2);
  return x[0] + x[1];
}

/* Adds the sums of delta[o]·a[i] to g. */
static void add_products(const double *restrict delta, int outputs, const double *restrict a,
                         int inputs, double *restrict g) {
  for (int o = 0; o < outputs; o++) {
    for (int i = 0; i < inputs; i++) {
      double product[block];
      EACH_SAMPLE product[s] = delta[o * block + s] * a[i * block + s];
      g[o * inputs + i] += sum_of(product);
    }
  }
}

static void add_sums(const double *restrict rows, int count, double *restrict g) {
  for (int o = 0; o < count; o++) {
    double row[block];
    memcpy(row, rows + o * block, sizeof row);
    g[o] += sum_of(row);
  }
}

#if defined(__x86_64__) && defined(__linux__) && defined(__AVX512F__)
#include <immintrin.h>
__m512d _ZGVeN8v_exp(__m512d);
static void exponentials(double *x) {
  for (int s = 0; s < block; s += 8) {
    _mm512_storeu_pd(x + s, _ZGVeN8v_exp(_mm512_loadu_pd(x + s)));
  }
}
#else
static void exponentials(double *x) {
  EACH_SAMPLE x[s] = exp(x[s]);
}
#endif

/* Replaces outputs by the derivatives of the cross-entropy and returns the sum of the losses. */
static double softmax(double *restrict z, const double *restrict y, const double *restrict mask,
                      int outputs, double scale) {
  double top[block], sum[block] = {0}, label[block] = {0}, loss[block];
  memcpy(top, z, sizeof top);
  for (int c = 1; c < outputs; c++) {
    EACH_SAMPLE top[s] = z[c * block + s] > top[s] ? z[c * block + s] : top[s];
  }
  for (int c = 0; c < outputs; c++) {
    EACH_SAMPLE {
      label[s] += y[c * block + s] * z[c * block + s];
      z[c * block + s] -= top[s];
    }
    exponentials(z + c * block);
    EACH_SAMPLE sum[s] += z[c * block + s];
  }
  EACH_SAMPLE loss[s] = mask[s] * (top[s] + log(sum[s]) - label[s]);
  for (int c = 0; c < outputs; c++) {
    EACH_SAMPLE z[c * block + s] =
        scale * mask[s] * (z[c * block + s] / sum[s] - y[c * block + s]);
  }
  return sum_of(loss);
}

double reference_network_gradient(const double *w, const double *x, const double *y,
                                  const double *mask, int samples, double *gradient) {
  enum { inputs = 64, hidden = 32, outputs = 10 };
  const double *w1 = w, *b1 = w1 + hidden * inputs, *w2 = b1 + hidden;
  const double *b2 = w2 + outputs * hidden;
  double *g1 = gradient, *h1 = g1 + hidden * inputs, *g2 = h1 + hidden;
  double *h2 = g2 + outputs * hidden;
  double a[hidden * block], z[outputs * block], delta[hidden * block], loss = 0;
  memset(gradient, 0, sizeof(double) * reference_network_parameters);
  for (int first = 0; first < samples; first += block) {
    const double *input = x + first * inputs;
    multiply(w1, inputs, 1, input, inputs, a, hidden);
    for (int o = 0; o < hidden; o++) {
      EACH_SAMPLE {
        double value = a[o * block + s] + b1[o];
        a[o * block + s] = value > 0 ? value : 0;
      }
    }
    multiply(w2, hidden, 1, a, hidden, z, outputs);
    for (int o = 0; o < outputs; o++) EACH_SAMPLE z[o * block + s] += b2[o];
    loss += softmax(z, y + first * outputs, mask + first, outputs, 1.0 / samples);
    add_products(z, outputs, a, hidden, g2);
    add_sums(z, outputs, h2);
    multiply(w2, 1, hidden, z, outputs, delta, hidden);
    for (int k = 0; k < hidden * block; k++) delta[k] = a[k] > 0 ? delta[k] : 0;
    add_products(delta, hidden, input, inputs, g1);
    add_sums(delta, hidden, h1);
  }
  return loss / samples;
}
