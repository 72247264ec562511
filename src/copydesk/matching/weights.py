"""The weights of the model that judges a pair, in the order of `Features.vector`.

They are printed by bench/train/matching_pairs.py. BIAS is set 1.2 below the trained one: a false reprint costs more than a missed one.
"""

from __future__ import annotations

BIAS = -20.044
WEIGHTS = (
    5.648,
    13.709,
    5.206,
    0.336,
    -5.079,
    5.305,
    4.289,
    2.937,
    -7.321,
    3.094,
    3.331,
    -2.951,
    3.14,
    -7.305,
    1.333,
    4.318,
)
