"""Splines of scipy through random losses on a grid of unequal distances: splines.json."""

import json

import numpy
from scipy.interpolate import CubicSpline, RectBivariateSpline

random = numpy.random.default_rng(7)
x = numpy.cumsum(random.uniform(0.2, 1.5, 9)) - 3
y = numpy.cumsum(random.uniform(0.2, 1.5, 7)) - 2
values = random.normal(size=(len(y), len(x)))
spline = RectBivariateSpline(y, x, values, kx=3, ky=3, s=0)
points = []
for _ in range(200):
    p, q = random.uniform(x[0], x[-1]), random.uniform(y[0], y[-1])
    derivatives = [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]
    points.append([p, q] + [float(spline(q, p, dx=j, dy=i)[0, 0]) for i, j in derivatives])
lines = []
for count in range(2, 8):
    axis, line = x[:count], values[0][:count]
    if count == 2:
        slopes = [(line[1] - line[0]) / (axis[1] - axis[0])] * 2
    else:
        slopes = CubicSpline(axis, line)(axis, 1).tolist()
    lines.append({"x": axis.tolist(), "values": line.tolist(), "slopes": slopes})
print(json.dumps({"x": x.tolist(), "y": y.tolist(), "values": values.flatten().tolist(),
                  "points": points, "lines": lines}))
