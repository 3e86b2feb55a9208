#!/usr/bin/env python3
"""Writes eigenvalues.json: the bits of xx, xy, yy and of both eigenvalues, from 700 digits.

The entries cover all magnitudes from 1e-300 to 1e300; a third of the matrices is nearly singular.
Needs mpmath.
"""
import json
import random
import struct
from mpmath import mp, mpf, sqrt

mp.dps = 700
random.seed(2)


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def entry(low, high):
    return random.choice((-1, 1)) * 10 ** random.uniform(low, high)


def matrix(kind):
    if kind == 0:
        return entry(-300, 300), entry(-300, 300), entry(-300, 300)
    if kind == 1:
        scale = random.uniform(-290, 290)
        return tuple(entry(scale - 8, scale + 8) for _ in range(3))
    xx, yy = abs(entry(-140, 140)), abs(entry(-140, 140))
    return xx, float(sqrt(mpf(xx) * yy)) * (1 + random.choice((0, 1e-15, -1e-9))), yy


rows = []
while len(rows) < 600:
    xx, xy, yy = matrix(len(rows) % 3)
    half, mean = (mpf(xx) - yy) / 2, (mpf(xx) + yy) / 2
    spread = sqrt(half ** 2 + mpf(xy) ** 2)
    large = mean - spread if mean < 0 else mean + spread
    small = (mpf(xx) * yy - mpf(xy) ** 2) / large
    pair = sorted((large, small), reverse=True)
    if all(v == 0 or 1e-300 < abs(v) < 1e308 for v in pair):
        rows.append([bits(float(v)) for v in (xx, xy, yy, *pair)])
with open("eigenvalues.json", "w") as file:
    json.dump([v for row in rows for v in row], file, separators=(",", ":"))
