"""Scores matching on ../shared/matching and prints one line for each number.

    python bench/matching.py reprints [--half dev|test] [--most N]
    python bench/matching.py false-copies [--half …]
    python bench/matching.py stories [--half …] [--orders N]
    python bench/matching.py translations [--half …] [--most N]
    python bench/matching.py provenance [--half …] [--most N]
    python bench/matching.py parents [--half …] [--most N]

The halves are drawn by hash of the cluster (stories: of the topic); weights and thresholds were set on `dev`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
import zlib
from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from copydesk.matching import Matcher
from copydesk.matching.align import align
from copydesk.matching.fingerprint import fingerprint, keep
from copydesk.types import Relation, RelationKind

DATA = Path(__file__).resolve().parents[2] / "shared" / "matching"
COPIES = {RelationKind.REPRINT, RelationKind.REWRITE}
SPARING = 0.03


def rows_of(name: str, half: str, *, by: str = "cluster") -> list[dict[str, str]]:
    """Return one half of a file."""
    with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
        rows = [json.loads(each) for each in lines]
    if half == "all":
        return rows
    wanted = 0 if half == "dev" else 1
    return [each for each in rows if zlib.crc32(each[by].encode()) % 2 == wanted]


def matched(rows: list[dict[str, str]], matcher: Matcher | None = None) -> tuple[dict[str, Relation], float]:
    """Return the final relations and the CPU seconds they took."""
    matcher = Matcher() if matcher is None else matcher
    begun = time.process_time()
    for each in rows:
        matcher.add(each["id"], each["text"])
    took = time.process_time() - begun
    return {each["id"]: matcher.relation(each["id"]) for each in rows}, took


def clusters(relations: dict[str, Relation]) -> dict[str, str]:
    """Return the root of each article's chain of reprints and rewrites."""
    roots = {}
    for key in relations:
        at, met = key, set()
        while relations[at].kind in COPIES and at not in met:
            met.add(at)
            at = relations[at].of or at
        roots[key] = at
    return roots


def pair_scores(truth: list[str], found: list[str]) -> tuple[float, float, float, float]:
    """Return precision, recall, F1 over pairs and the adjusted Rand index."""

    def pairs(counts: Counter[object]) -> int:
        return sum(each * (each - 1) // 2 for each in counts.values())

    both = pairs(Counter(zip(truth, found, strict=True)))
    of_truth, of_found = pairs(Counter(truth)), pairs(Counter(found))
    total = len(truth) * (len(truth) - 1) / 2
    precision, recall = both / (of_found or 1), both / (of_truth or 1)
    expected = of_truth * of_found / (total or 1)
    index = (both - expected) / ((of_truth + of_found) / 2 - expected or 1)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1), index


def reprints(half: str, most: int) -> None:
    """Score the generated reprints; round-ups, which belong to two clusters, are counted on their own."""
    rows = rows_of("reprints.jsonl.gz", half)[:most]
    matcher = Matcher()
    relations, took = matched(rows, matcher)
    roots = clusters(relations)
    plain = [each for each in rows if each["kind"] != "roundup"]
    precision, recall, f1, ari = pair_scores([e["cluster"] for e in plain], [roots[e["id"]] for e in plain])
    print(f"reprints {half}: {len(rows)} articles, {len(rows) / took:.0f} articles/s of CPU")
    print(f"pair precision {precision:.4f} recall {recall:.4f} F1 {f1:.4f} ARI {ari:.4f}")
    by_id = {each["id"]: each for each in rows}
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in rows:
        if each["src"] not in by_id:
            continue
        kind = each["kind"]
        total[kind] += 1
        kinds[kind][relations[each["id"]].kind.value] += 1
        if kind == "roundup":
            # Any copy of the text that was put in does: without times the copies of a cluster are equals.
            named = {by_id[found.of]["cluster"] for found in matcher.sources(each["id"]) if found.of}
            hits[kind] += by_id[each["src"]]["cluster"] in named
        else:
            hits[kind] += roots[each["id"]] == roots[each["src"]]
    for kind in sorted(total):
        print(f"recall {kind}: {hits[kind] / total[kind]:.3f} of {total[kind]} {dict(kinds[kind])}")
    sizes = Counter(roots[each["id"]] for each in plain)
    decoys = [each for each in plain if each["kind"] == "template"]
    print(f"decoys merged: {sum(sizes[roots[each['id']]] > 1 for each in decoys)} of {len(decoys)}")


def translations(half: str, most: int) -> None:
    """Score many translations of one article as one cluster."""
    rows = rows_of("translations.jsonl.gz", half)[:most]
    relations, took = matched(rows)
    roots = clusters(relations)
    scores = pair_scores([each["cluster"] for each in rows], [roots[each["id"]] for each in rows])
    print(f"translations {half}: {len(rows)} articles, {len(rows) / took:.0f} articles/s of CPU")
    print("pair precision {:.4f} recall {:.4f} F1 {:.4f} ARI {:.4f}".format(*scores))


def fives(text: str) -> set[tuple[str, ...]]:
    """Return the runs of five white-space words."""
    words = text.casefold().split()
    return set(zip(words, words[1:], words[2:], words[3:], words[4:], strict=False))


def false_copies(half: str) -> None:
    """Count independent articles on one event (under 3 % shared runs of five words) called copies."""
    rows = rows_of("stories.jsonl.gz", half, by="topic")
    relations, took = matched(rows)
    shingles = {each["id"]: fives(each["text"]) for each in rows}
    by_cluster = defaultdict(list)
    for each in rows:
        by_cluster[each["cluster"]].append(each["id"])
    total = 0
    wrong: Counter[str] = Counter()
    for members in by_cluster.values():
        for number, one in enumerate(members):
            for other in members[:number]:
                least = min(len(shingles[one]), len(shingles[other])) or 1
                if len(shingles[one] & shingles[other]) >= SPARING * least:
                    continue
                total += 1
                for first, second in ((one, other), (other, one)):
                    if relations[first].of == second:
                        wrong[relations[first].kind.value] += 1
    copies = sum(wrong[each.value] for each in COPIES)
    print(
        f"false copies {half}: {copies / total:.4%} of {total} pairs {dict(wrong)}, {len(rows) / took:.0f} articles/s"
    )


def provenance(half: str, most: int) -> None:
    """Score which words of each copy come from its source, against the generator's own record.

    A copy's token counts as taken when a word that begins in it is matched or stands for one; it is right when the generator
    took it, and from a source token of the same place.
    """
    rows = rows_of("reprints.jsonl.gz", half)
    by_id = {each["id"]: each for each in rows}
    pairs = [(by_id[each["src"]], each) for each in rows if each["src"] in by_id and each["prov"]][:most]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    took, words = 0.0, 0
    for source, copy in pairs:
        first, second = (fingerprint(keep(each["id"], each["text"])) for each in (source, copy))
        begun = time.process_time()
        found = align(first, second)
        took += time.process_time() - begun
        words += len(second.hashes)
        origin = {}
        tokens = [
            [bisect_right(each.offsets, word) - 1 for word in range(len(each.hashes))]
            for each in (first, second)
        ]
        for block in (*found.pieces, *found.replaced):
            for step in range(block.length):
                origin[tokens[1][block.copy + step]] = tokens[0][block.source + step]
        count = counts[copy["kind"]]
        # Tokens without a word (a dash) have no counterpart that could be found.
        wordy = set(tokens[1])
        truth = {at: origin_ for at, origin_ in enumerate(copy["prov"]) if origin_ >= 0 and at in wordy}
        count["right"] += sum(truth.get(at) == place for at, place in origin.items())
        count["said"] += len(origin)
        count["true"] += len(truth)
    total: Counter[str] = sum(counts.values(), Counter())
    for kind, count in [*sorted(counts.items()), ("all", total)]:
        print(f"provenance {kind}: token F1 {2 * count['right'] / (count['said'] + count['true'] or 1):.4f}")
    print(f"{len(pairs)} pairs of {words / len(pairs):.0f} words, {took / len(pairs) * 1000:.2f} ms each")


def chain_of(rows: list[dict[str, str]], seed: int) -> list[tuple[str, str, str | None]]:
    """Return reprints of reprints: key, text, key of the parent; each generation cuts, adds and swaps words.

    The texts are made from originals; what each step does is drawn by the seed.
    """
    draw = random.Random(seed)
    made: list[tuple[str, str, str | None]] = []
    for number, row in enumerate(rows):
        family = [(f"{number}.0", row["text"])]
        made.append((*family[0], None))
        for step in range(1, 6):
            parent, text = draw.choice(family)
            lines = text.split("\n")
            if len(lines) > 3 and draw.random() < 0.5:
                del lines[draw.randrange(1, len(lines))]
            tokens = [each.split() for each in lines]
            for line in tokens:
                for at in range(len(line)):
                    if draw.random() < 0.03:
                        line[at] = draw.choice(draw.choice(tokens) or ["also"])
            child = (f"{number}.{step}", "\n".join(" ".join(each) for each in tokens))
            family.append(child)
            made.append((*child, parent))
    return made


def parents(most: int) -> None:
    """Score which article of a chain of reprints each one was made from, with times and without."""
    rows = [each for each in rows_of("reprints.jsonl.gz", "test") if each["kind"] == "orig"]
    chain = chain_of([each for each in rows if len(each["text"].split()) > 120][: most // 6], 7)
    day = datetime(2026, 3, 1, tzinfo=UTC)
    for name, is_timed in (("with times", True), ("without times", False)):
        matcher = Matcher()
        order = list(enumerate(chain))
        random.Random(3).shuffle(order)
        for minute, (key, text, _) in order:
            matcher.add(key, text, published=day + timedelta(minutes=minute) if is_timed else None)
        children = [(key, parent) for key, _, parent in chain if parent is not None]
        right = sum(matcher.relation(key).of == parent for key, parent in children)
        print(f"parents {name}: {right / len(children):.4f} of {len(children)}")


def b_cubed(truth: dict[str, str], found: dict[str, str]) -> float:
    """Return the B-cubed F1 of a partition."""
    by_truth, by_found = defaultdict(set), defaultdict(set)
    for key in truth:
        by_truth[truth[key]].add(key)
        by_found[found[key]].add(key)
    precision = recall = 0.0
    for key in truth:
        both = len(by_truth[truth[key]] & by_found[found[key]])
        precision += both / len(by_found[found[key]])
        recall += both / len(by_truth[truth[key]])
    return 2 * precision * recall / ((precision + recall) or 1) / (len(truth) or 1)


def stories(half: str, orders: int) -> None:
    """Score the stories as they form, over some orders of arrival."""
    from copydesk.matching import Stories

    rows = rows_of("stories.jsonl.gz", half, by="topic")
    truth = {each["id"]: each["cluster"] for each in rows}
    partitions = []
    for seed in range(orders):
        shuffled = list(rows)
        random.Random(seed).shuffle(shuffled)
        matcher, grouper = Matcher(), Stories()
        begun = time.process_time()
        for each in shuffled:
            update = matcher.insert(each["id"], each["text"])
            grouper.place(each["id"], each["text"], update.relation)
            for revised in update.revised:
                grouper.revise(revised)
        # The desk does this whenever nothing waits to be matched.
        while grouper.settle():
            pass
        took = time.process_time() - begun
        found = {each["id"]: grouper.story(each["id"]) for each in rows}
        partitions.append(found)
        ari = pair_scores(list(truth.values()), [found[each] for each in truth])[3]
        count = len(set(found.values()))
        print(
            f"order {seed}: B-cubed F1 {b_cubed(truth, found):.4f} ARI {ari:.4f} stories {count}, {len(rows) / took:.0f} articles/s"
        )
    scores = [b_cubed(truth, each) for each in partitions]
    print(
        f"stories {half}: B-cubed F1 mean {sum(scores) / len(scores):.4f} least {min(scores):.4f} of {len(set(truth.values()))} stories"
    )
    agree = [b_cubed(partitions[0], each) for each in partitions[1:]]
    if agree:
        print(
            f"partitions against the first order: B-cubed F1 mean {sum(agree) / len(agree):.4f} least {min(agree):.4f}"
        )


def main() -> None:
    """Read the command line and score."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "what", choices=("reprints", "false-copies", "stories", "translations", "provenance", "parents")
    )
    parser.add_argument("--half", choices=("dev", "test", "all"), default="test")
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--orders", type=int, default=3)
    chosen = parser.parse_args()
    match chosen.what:
        case "reprints":
            reprints(chosen.half, chosen.most)
        case "provenance":
            provenance(chosen.half, chosen.most)
        case "parents":
            parents(chosen.most)
        case "translations":
            translations(chosen.half, chosen.most)
        case "false-copies":
            false_copies(chosen.half)
        case "stories":
            stories(chosen.half, chosen.orders)


if __name__ == "__main__":
    main()
