"""The weights of the model that judges a pair, in the order of `Features.vector`.

They are printed by bench/train/matching_pairs.py. BIAS is set 0.5 below the trained one: a false reprint costs more than a missed one.
"""

from __future__ import annotations

BIAS = -23.147
WEIGHTS = (
    4.02,
    12.265,
    2.966,
    1.376,
    -1.072,
    6.54,
    4.592,
    3.496,
    -8.858,
    2.48,
    4.11,
    -4.165,
    1.061,
    -7.47,
    2.63,
    4.419,
)
