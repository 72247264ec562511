"""The process that reads one broken feed: bytes from standard input, JSON to standard output."""

from __future__ import annotations

import json
import math
import resource
import sys


def main() -> None:
    """Limit this process, read the feed, print it; what is no feed is said as `refused`."""
    memory, seconds, url = sys.argv[1:4]
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    # Should the parent die, nobody else would stop it.
    most = math.ceil(float(seconds)) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    from copydesk.errors import NotAFeedError
    from copydesk.parsing.feeds.reader import read_broadly

    try:
        said = read_broadly(sys.stdin.buffer.read(), url or None).to_dict()
    except NotAFeedError as error:
        said = {"refused": str(error)}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
