#ifndef CREFERENCE_H
#define CREFERENCE_H

/* Hand-written loops that the benchmark compares the engine with. */

/* One run of SAM on (xy − 1)²; p = {x, y} is the start and then the last iterate. */
void reference_sam_hyperbola(double *p, double eta, double rho, long steps);

/* One run of SAM on (xy − 1)² from p. Records x, y of each iterate and of its perturbed point:
   4·(steps + 1) numbers. Stops at ‖p‖ > 10⁸. */
void reference_sam_hyperbola_recorded(double *record, const double *p, double eta, double rho,
                                      long steps);

enum { reference_lanes = 32 };

/* 32 runs on (xy − 1)², one per lane: x, y, eta and rho are arrays of 32. */
void reference_lanes_gd_hyperbola(double *x, double *y, const double *eta, long steps);
void reference_lanes_usam_hyperbola(double *x, double *y, const double *eta, const double *rho,
                                    long steps);
void reference_lanes_sam_hyperbola(double *x, double *y, const double *eta, const double *rho,
                                   long steps);

/* SAM on log cosh(xy) and on A sin ωx + ½y², with the vector functions of libmvec. */
void reference_lanes_sam_logcosh(double *x, double *y, const double *eta, const double *rho,
                                 long steps);
void reference_lanes_sam_sine(double *x, double *y, const double *eta, const double *rho,
                              double amplitude, double omega, long steps);

/* Fills values with (xy − 1)² over a grid of columns × rows, row by row. */
void reference_fill_hyperbola(double *values, const double *xs, const double *ys, long columns,
                              long rows);

enum { reference_network_parameters = 2410 };

/* The mean cross-entropy of a network 64–32–10 of ReLU units, and its gradient.

   x and y hold blocks of 64 samples: 64 inputs and 10 outputs, each with the numbers of all samples
   of the block; lanes without a sample are 0, also in mask, which is 1 for a sample. */
double reference_network_gradient(const double *w, const double *x, const double *y,
                                  const double *mask, int samples, double *gradient);

/* 1 if the log cosh and sine loops are compiled with libmvec; otherwise 0, and they do nothing. */
int reference_has_libmvec(void);

#endif
