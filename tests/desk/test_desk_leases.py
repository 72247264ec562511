"""Leases: nobody works on what another holds, and nothing stays held for ever."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from copydesk.desk.leases import claim, hold, holder_name, release_dead
from copydesk.desk.models import Lease, Source

pytestmark = [pytest.mark.database, pytest.mark.django_db]

MINUTE = timedelta(minutes=1)


def test_claims_only_what_is_due(make_source, now):
    """A row that falls due later stays where it is."""
    due, _later = make_source(1), make_source(2, due_at=now + MINUTE)

    assert [due] == claim(Source.objects.all(), now=now, holder="a", lease=MINUTE, limit=10)


def test_row_without_due_time_is_never_claimed(make_source, now):
    """An empty due time means never."""
    make_source(1, due_at=None)

    assert claim(Source.objects.all(), now=now, holder="a", lease=MINUTE, limit=10) == []


def test_held_row_is_not_claimed_twice(make_source, now):
    """While one worker holds a row, another does not get it."""
    make_source(1)
    claim(Source.objects.all(), now=now, holder="a", lease=MINUTE, limit=10)

    assert claim(Source.objects.all(), now=now, holder="b", lease=MINUTE, limit=10) == []


def test_row_comes_back_when_its_lease_ends(make_source, now):
    """What a lost worker held falls due again."""
    source = make_source(1)
    claim(Source.objects.all(), now=now, holder="a", lease=MINUTE, limit=10)

    assert [source] == claim(Source.objects.all(), now=now + MINUTE, holder="b", lease=MINUTE, limit=10)


def test_longest_due_comes_first_and_limit_holds(make_source, now):
    """The row that has waited longest is worked on first."""
    make_source(1, due_at=now - MINUTE)
    first = make_source(2, due_at=now - 2 * MINUTE)

    assert [first] == claim(Source.objects.all(), now=now, holder="a", lease=MINUTE, limit=1)


def test_only_one_holds_a_named_right(now):
    """What only one may do at a time is refused to the second and renewed for the first."""
    assert hold("matching", now=now, holder="a", lease=MINUTE)
    assert not hold("matching", now=now, holder="b", lease=MINUTE)
    assert hold("matching", now=now, holder="a", lease=MINUTE)
    assert hold("matching", now=now + MINUTE, holder="b", lease=MINUTE)


def test_rows_of_a_dead_process_come_back_at_once(make_source, now):
    """A killed worker's rows do not wait for their lease when its process is seen to be gone."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    host = holder_name().rpartition("/")[0]
    source = make_source(1)
    kept = make_source(2)
    Source.objects.filter(pk=source.pk).update(lease_until=now + MINUTE, lease_by=f"{host}/{gone.pid}")
    Source.objects.filter(pk=kept.pk).update(lease_until=now + MINUTE, lease_by=f"{host}/{os.getpid()}")

    assert release_dead() == 1
    assert [source] == claim(Source.objects.all(), now=now, holder="b", lease=MINUTE, limit=10)


def test_a_dead_process_loses_its_named_right(now):
    """The right to match is free again once its holder is gone."""
    hold("matching", now=now, holder="elsewhere/1", lease=MINUTE)

    release_dead(["elsewhere/1"])

    assert hold("matching", now=now, holder="b", lease=MINUTE)
    assert Lease.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_share_the_rows_without_overlap(make_source, now):
    """Eight threads claim at the same moment: every row is claimed, none twice."""
    wanted = {make_source(number).pk for number in range(40)}
    claimed: list[int] = []
    start = threading.Barrier(8)

    def worker(name: str) -> None:
        start.wait()
        try:
            for _ in range(10):
                rows = claim(Source.objects.all(), now=now, holder=name, lease=MINUTE, limit=3)
                claimed.extend(row.pk for row in rows)
        finally:
            connections["default"].close()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.fail("the tests run on a database in a file, as the site does")
    threads = [threading.Thread(target=worker, args=(f"w{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(claimed) == sorted(wanted)
