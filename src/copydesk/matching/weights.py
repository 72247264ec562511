"""The weights of the model that judges a pair, in the order of `Features.vector`.

They are printed by bench/train/matching_pairs.py. BIAS is set 0.6 below the trained one: a false reprint costs more than a missed one.
"""

from __future__ import annotations

BIAS = -23.816
WEIGHTS = (
    4.976,
    15.328,
    2.742,
    -0.692,
    -2.387,
    7.472,
    5.0,
    3.497,
    -9.328,
    4.657,
    3.642,
    -7.089,
    1.085,
    -9.104,
    1.797,
    4.427,
)
