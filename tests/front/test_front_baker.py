"""The baker writes whole files or none, and only what changed."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from copydesk.errors import InputError, StoreFullError
from copydesk.front.bake import Baker

WRITER = """
import sys
from pathlib import Path
from copydesk.front.bake import Baker
baker = Baker(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    baker.write(f"story/{number % 7}/index.html", str(number % 10).encode() * 200_000)
"""


def test_unchanged_file_is_left_alone(tmp_path):
    """Writing the same bytes again says so and leaves the file itself in place."""
    baker = Baker(tmp_path)
    assert baker.write("a/b.html", b"one")
    before = (tmp_path / "a/b.html").stat()
    assert not baker.write("a/b.html", b"one")
    assert (tmp_path / "a/b.html").stat().st_ino == before.st_ino
    assert baker.write("a/b.html", b"two")
    assert (tmp_path / "a/b.html").read_bytes() == b"two"


def test_files_written_in_bulk_are_whole(tmp_path):
    """A block of many files leaves the same files, and single ones are brought to the disk again behind it."""
    baker = Baker(tmp_path)
    with baker.in_bulk():
        assert all(baker.write(f"a/{number}.html", str(number).encode()) for number in range(20))
    assert [baker.read(f"a/{number}.html") for number in range(20)] == [str(n).encode() for n in range(20)]
    assert baker.write("a/3.html", b"three")
    assert not list(tmp_path.rglob(".draft-*"))


def test_removing_takes_empty_folders_along(tmp_path):
    """A removed page leaves no empty folder behind, and its neighbours stay."""
    baker = Baker(tmp_path)
    baker.write("story/1/index.html", b"one")
    baker.write("story/2/index.html", b"two")
    assert baker.remove("story/1/index.html")
    assert not baker.remove("story/1/index.html")
    assert baker.names("story") == ["2"]


@pytest.mark.parametrize(
    "path", ["../x", "/etc/x", "a/../../x", "", ".", "a\0b", "a\\..\\b", "story/..", "a/./../.."]
)
def test_paths_out_of_the_folder_are_refused(tmp_path, path):
    """No path leads out of the folder, whatever it looks like."""
    baker = Baker(tmp_path / "baked")
    with pytest.raises(InputError):
        baker.write(path, b"x")
    with pytest.raises(InputError):
        baker.remove(path)


def test_drafts_of_the_dead_are_swept(tmp_path):
    """A draft of a process that is gone goes at the start; one of a living process stays."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / f".draft-{ended.pid}-1").write_bytes(b"half")
    (tmp_path / f".draft-{os.getppid()}-1").write_bytes(b"in work")
    Baker(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == [f".draft-{os.getppid()}-1"]


def test_killed_writer_leaves_whole_files(tmp_path):
    """Killed with -9 amid its writes, fifteen times, a writer never leaves a page of mixed or missing bytes."""
    for number in range(15):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(0.01 + 0.007 * number)
        writer.kill()
        writer.wait()
        writer.stdout.close()
        for page in tmp_path.glob("story/*/index.html"):
            data = page.read_bytes()
            assert (len(data), len(set(data))) == (200_000, 1)
    Baker(tmp_path)
    assert list(tmp_path.glob(".draft-*")) == []


LIMITED = """
import resource, signal, sys
from pathlib import Path
from copydesk.errors import StoreFullError
from copydesk.front.bake import Baker
baker = Baker(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    baker.write("index.html", b"n" * 20_000)
except StoreFullError as error:
    print(error)
"""


def test_file_too_large_for_the_system_keeps_the_old_page(tmp_path):
    """When the system takes no more bytes, the error is ours, the old page stands, no draft is left."""
    Baker(tmp_path).write("index.html", b"old")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert "no space left to bake" in done.stdout
    assert [each.name for each in tmp_path.iterdir()] == ["index.html"]
    assert (tmp_path / "index.html").read_bytes() == b"old"


def test_full_disk_keeps_the_old_page(tmp_path):
    """On a disk that is really full, the old page stands and no draft is left."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a small disk; the test above covers the limit on file size")
    try:
        baker = Baker(disk)
        baker.write("index.html", b"old")
        with pytest.raises(StoreFullError):
            baker.write("index.html", b"n" * 400_000)
        assert [each.name for each in disk.iterdir()] == ["index.html"]
        assert baker.read("index.html") == b"old"
        assert baker.write("index.html", b"new")
    finally:
        subprocess.run(["umount", str(disk)], check=True)
