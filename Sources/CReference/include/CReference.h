#ifndef CREFERENCE_H
#define CREFERENCE_H

/* Hand-written loops that the benchmark holds the engine to. */

/* One run on (xy − 1)²; p is x, y. */
void reference_sam_hyperbola(double *p, double eta, double rho, long steps);

/* The same, recording x, y of every iterate: 2·(steps + 1) numbers. */
void reference_sam_hyperbola_recorded(double *record, const double *p, double eta, double rho,
                                      long steps);

enum { reference_lanes = 32 };

/* 32 runs side by side: x, y, eta, rho are arrays of 32. */
void reference_lanes_gd_hyperbola(double *x, double *y, const double *eta, long steps);
void reference_lanes_usam_hyperbola(double *x, double *y, const double *eta, const double *rho,
                                    long steps);
void reference_lanes_sam_hyperbola(double *x, double *y, const double *eta, const double *rho,
                                   long steps);

/* SAM on log cosh(xy) and on A sin ωx + ½y², by the vector functions of the C library. */
void reference_lanes_sam_logcosh(double *x, double *y, const double *eta, const double *rho,
                                 long steps);
void reference_lanes_sam_sine(double *x, double *y, const double *eta, const double *rho,
                              double amplitude, double omega, long steps);

/* The heights of (xy − 1)² over a grid of columns × rows, row by row. */
void reference_fill_hyperbola(double *heights, const double *xs, const double *ys, long columns,
                              long rows);

/* Whether the functions of log cosh and sine are compiled against a vector library. */
int reference_has_libmvec(void);

#endif
