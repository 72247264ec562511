"""Every network at once: three answers in ten are lost, workers are killed, and each story is posted once.

Where a network cannot be read back, a story is posted at most once, and the account says which to look for. The same
run shows what a poster does that tries again until it hears an answer. `python -m bench posting` runs 200 stories.
"""

from __future__ import annotations

import pytest

from copydesk.testing.delivery import NAMES, Plan, prove


@pytest.mark.slow
def test_every_network_gets_each_story_once(tmp_path):
    """Exactly one post each where the network can be read back; at most one, and a note, where it cannot."""
    proof = prove(tmp_path, Plan(4))

    assert proof.faults == ()
    assert proof.kills > 1
    assert sum(each.lost for each in proof.networks) > len(NAMES)
    assert sum(each.naive for each in proof.networks) > proof.stories * len(NAMES)
