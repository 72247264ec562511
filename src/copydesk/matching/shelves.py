"""Which article lies in which story, and under which id a story goes on."""

from __future__ import annotations


class Shelves:
    """Stories by id, each with its articles in the order they joined.

    >>> shelves = Shelves()
    >>> shelves.put("a", "crane")
    >>> shelves.put("b", "crane")
    >>> shelves.put("a", "school")
    >>> shelves.members("crane"), shelves.story("a")
    (('b',), 'school')
    """

    def __init__(self) -> None:
        self._members: dict[str, dict[str, None]] = {}
        self._story_of: dict[str, str] = {}
        self._gone: dict[str, str] = {}
        self._opened: dict[str, int] = {}

    def __contains__(self, key: object) -> bool:
        return key in self._story_of

    def story(self, key: str) -> str:
        """Return the story of an article.

        Raises:
            KeyError: it lies in none.
        """
        return self._story_of[key]

    def find(self, key: str) -> str | None:
        """Return the story of an article; None when it lies in none."""
        return self._story_of.get(key)

    def members(self, story: str) -> tuple[str, ...]:
        """Return a story's articles; none for an unknown story."""
        return tuple(self._members.get(self.resolve(story), ()))

    def resolve(self, story: str) -> str:
        """Return the id under which a story goes on."""
        while story in self._gone:
            story = self._gone[story]
        return story

    def age(self, story: str) -> int:
        """Return what orders stories by their opening."""
        return self._opened.get(story, 0)

    def new(self, key: str) -> str:
        """Return an id for a story that an article opens: its key, unless a story has or had that name."""
        name, number = key, 2
        while name in self._gone or self._members.get(name):
            name, number = f"{key}~{number}", number + 1
        return name

    def put(self, key: str, story: str) -> None:
        """Put an article into a story, out of the one it was in."""
        if self._story_of.get(key) == story:
            return
        self.drop(key)
        self._members.setdefault(story, {})[key] = None
        self._opened.setdefault(story, len(self._opened))
        self._story_of[key] = story

    def drop(self, key: str) -> None:
        """Take an article out of its story; unknown keys do nothing."""
        story = self._story_of.pop(key, None)
        if story is not None:
            self._members[story].pop(key)
            if not self._members[story]:
                del self._members[story]

    def lead_on(self, gone: str, kept: str) -> None:
        """Let a story that is empty go on in another."""
        self._gone[gone] = kept
