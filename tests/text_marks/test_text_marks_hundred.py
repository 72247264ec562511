"""A hundred and more cases of quotation marks as news prints them, each as a careful person reads it."""

from __future__ import annotations

import pytest

from copydesk.text.marks import stretches

#: text, and each stretch as (words, depth, state)
CONTINUED = [
    ("“One.\n\n“Two.\n\n“Three,” he said.", [("One.", 0, "continued"), ("Two.", 0, "continued"), ("Three,", 0, "closed")]),
    ("He said: “One.\n\n“Two.”", [("One.", 0, "continued"), ("Two.", 0, "closed")]),
    ('He said: "One.\n\n"Two."', [("One.", 0, "continued"), ("Two.", 0, "closed")]),
    ("''One.\n\n''Two,'' he said.", [("One.", 0, "continued"), ("Two,", 0, "closed")]),
    ("„Eins.\n\n„Zwei“, sagte er.", [("Eins.", 0, "continued"), ("Zwei", 0, "closed")]),
    ("« Un.\n\n« Deux », dit-il.", [("Un.", 0, "continued"), ("Deux", 0, "closed")]),
    ("“He said ‘no.’\n\n“Then he left,” she said.", [("He said ‘no.’", 0, "continued"), ("no.", 1, "closed"), ("Then he left,", 0, "closed")]),
    ("“One,” he said.\n\n“Two,” she said.", [("One,", 0, "closed"), ("Two,", 0, "closed")]),
    ("“One,” he said. “Two.\n\n“Three,” he said.", [("One,", 0, "closed"), ("Two.", 0, "continued"), ("Three,", 0, "closed")]),
    ("“One.\n\nRain fell.\n\n“Two,” he said.", [("One.", 0, "unclosed"), ("Two,", 0, "closed")]),
    ("‘One.\n\n‘Two,’ he said.", [("One.", 0, "continued"), ("Two,", 0, "closed")]),
    ("&quot;One.\n\n&quot;Two,&quot; he said.", [("One.", 0, "continued"), ("Two,", 0, "closed")]),
    ("“One.\nTwo lines,” he said.", [("One.", 0, "continued"), ("Two lines,", 0, "closed")]),
    ('"One.\n\n“Two," he said.', [("One.", 0, "continued"), ("Two,", 0, "closed")]),
]  # fmt: skip
UNBALANCED = [
    ("“It never ends, he said.\n\nRain fell.", [("It never ends,", 0, "unclosed")]),
    ('"We will go, the mayor said on Monday. Rain fell all day.', [("We will go,", 0, "unclosed")]),
    ("“We will go on until it is done.", [("We will go on until it is done.", 0, "unclosed")]),
    ("He said: “We will go on. And on.", [("We will go on. And on.", 0, "unclosed")]),
    ("“We will go. “We will stay,” he said.", [("We will go.", 0, "unclosed"), ("We will stay,", 0, "closed")]),
    ("We will go,” he said. “And stay,” he said.", [("And stay,", 0, "closed")]),
    ("“We will go,” he said. And stay,” he added.", [("We will go,", 0, "closed")]),
    ('He said "we go" and "stay.\n\nRain fell.', [("we go", 0, "closed"), ("stay.", 0, "unclosed")]),
    ("“We go,“ he said.", [("We go,", 0, "closed")]),
    ("”We go,” he said.", [("We go,", 0, "closed")]),
    ("”We go,“ he said.", [("We go,", 0, "closed")]),
    ("“We go,'' he said.", [("We go,", 0, "closed")]),
    ("‘‘We go,” he said.", [("We go,", 0, "closed")]),
    ("“We go,’’ he said.", [("We go,", 0, "closed")]),
    ('``We go," he said.', [("We go,", 0, "closed")]),
    ('"We go,\'\' he said.', [("We go,", 0, "closed")]),
    ("“ We go ,” he said.", [("We go ,", 0, "closed")]),
    ('" We go ," he said.', [("We go ,", 0, "closed")]),
    ('He said " we go " twice.', [("we go", 0, "closed")]),
    ("“We go,”he said.", [("We go,", 0, "closed")]),
    ('He said"we go" twice.', [("we go", 0, "closed")]),
    ("“We go””", [("We go", 0, "closed")]),
    ("“One” “Two”", [("One", 0, "closed"), ("Two", 0, "closed")]),
    ('"One""Two"', [("One", 0, "closed"), ("Two", 0, "closed")]),
]  # fmt: skip
NESTED = [
    ("“He said, ‘She told me “go,” and I went,’ and left,” she said.", [("He said, ‘She told me “go,” and I went,’ and left,", 0, "closed"), ("She told me “go,” and I went,", 1, "closed"), ("go,", 2, "closed")]),
    ('"The sign read \'Keep out.\'" Then rain.', [("The sign read 'Keep out.'", 0, "closed"), ("Keep out.", 1, "closed")]),
    ("“Don’t say ‘can’t,’ ” she said.", [("Don’t say ‘can’t,’", 0, "closed"), ("can’t,", 1, "closed")]),
    ("“The ‘experts’ don’t know,” he said.", [("The ‘experts’ don’t know,", 0, "closed"), ("experts", 1, "closed")]),
    ("„Er sagte ‚nein‘ zu mir“, sagte sie.", [("Er sagte ‚nein‘ zu mir", 0, "closed"), ("nein", 1, "closed")]),
    ("»Er sagte ›nein‹ zu mir«, sagte sie.", [("Er sagte ›nein‹ zu mir", 0, "closed"), ("nein", 1, "closed")]),
    ("« Il a dit “non” hier », dit-elle.", [("Il a dit “non” hier", 0, "closed"), ("non", 1, "closed")]),
    ("«Dijo “no” ayer», contó.", [("Dijo “no” ayer", 0, "closed"), ("no", 1, "closed")]),
    ("‘She said “never again” to me,’ he said.", [("She said “never again” to me,", 0, "closed"), ("never again", 1, "closed")]),
    ("'She said \"never again\" to me,' he said.", [('She said "never again" to me,', 0, "closed"), ("never again", 1, "closed")]),
    ("“I read ‘War and Peace’ and ‘Emma,’” she said.", [("I read ‘War and Peace’ and ‘Emma,’", 0, "closed"), ("War and Peace", 1, "closed"), ("Emma,", 1, "closed")]),
    ("“The boys’ ‘club’ isn’t ours,” he said.", [("The boys’ ‘club’ isn’t ours,", 0, "closed"), ("club", 1, "closed")]),
]  # fmt: skip
FOREIGN = [
    ("„Wir gehen”, sagte sie.", [("Wir gehen", 0, "closed")]),
    ('„Wir gehen", sagte sie.', [("Wir gehen", 0, "closed")]),
    (",,Wir gehen'', sagte sie.", [("Wir gehen", 0, "closed")]),
    ("„Wir gehen“, sagte sie, „und bleiben.“", [("Wir gehen", 0, "closed"), ("und bleiben.", 0, "closed")]),
    ("‚Wir gehen‘, sagte sie.", [("Wir gehen", 0, "closed")]),
    ("Das „Haus“ und der ‚Hof‘.", [("Haus", 0, "closed"), ("Hof", 0, "closed")]),
    ("«\u00a0On part\u00a0», dit-elle.", [("On part", 0, "closed")]),
    ("« On part », dit-elle, « et on reste ».", [("On part", 0, "closed"), ("et on reste", 0, "closed")]),
    ("“On part”, dit-elle.", [("On part", 0, "closed")]),
    ("«Nos vamos», dijo. «Y volvemos».", [("Nos vamos", 0, "closed"), ("Y volvemos", 0, "closed")]),
    ("”Vi går”, sa hon.", [("Vi går", 0, "closed")]),
    ("»Vi går», sa hon.", [("Vi går", 0, "closed")]),
    ("『行く』と「来る」。", [("行く", 0, "closed"), ("来る", 0, "closed")]),
    ("彼は「彼女は『行く』と言った」と話した。", [("彼女は『行く』と言った", 0, "closed"), ("行く", 1, "closed")]),
]  # fmt: skip
HEADLINES = [
    ("'We will not pay' says mayor", [("We will not pay", 0, "closed")]),
    ("‘We will not pay’ says mayor", [("We will not pay", 0, "closed")]),
    ("Mayor: ‘We won’t pay’", [("We won’t pay", 0, "closed")]),
    ("Mayor's 'shame' over pier", [("shame", 0, "closed")]),
    ("Mayor ‘lied’ about pier’s cost", [("lied", 0, "closed")]),
    ("'It's over': mayor quits", [("It's over", 0, "closed")]),
    ("Pier 'unsafe', say officers' families", [("unsafe", 0, "closed")]),
    ("‘Boys’ club’ runs the port, says judge", [("Boys’ club", 0, "closed")]),
    ("'No comment,' says Lesk's 'friend'", [("No comment,", 0, "closed"), ("friend", 0, "closed")]),
    ("Review: 'The Pier' at the Old Vic", [("The Pier", 0, "closed")]),
    ("Why ‘normal’ isn’t coming back", [("normal", 0, "closed")]),
    ("Lesk: I'm 'not done'", [("not done", 0, "closed")]),
]  # fmt: skip
NO_MARKS = [
    ("He is 6'2\" and she is 5' 4\" tall.", []),
    ("A 6'2\" man met a 5'4\" woman.", []),
    ("He is 6’2” tall, she 5’4”.", []),
    ("The board is 10' long and 2' wide.", []),
    ('A 12" vinyl and a 7" single.', []),
    ('The 32" and 40" sets sold.', []),
    ("He's the boss' son; it's the girls' turn.", []),
    ("The '60s and the ’70s and '68.", []),
    ("Rock ’n’ roll, fish 'n' chips.", []),
    ("'Tis the season, 'twas said, ’cause it is.", []),
    ("The Smiths’ house, James’s car and Jesus’ name.", []),
    ("O’Neill, D'Arcy and l’Oréal.", []),
    ("Goin' home, nothin' doin', y'all.", []),
    ("It is 5'10\".", []),
    ("51° 30' 26\" N.", []),
    ("For goodness' sake, don't.", []),
    ("Two weeks' notice and three days’ pay.", []),
]  # fmt: skip
PLACES = [
    ("He called it \"a 6'2\" wall\" twice.", [("a 6'2\" wall", 0, "closed")]),
    ('She is 5\'4" and said "yes" at once.', [("yes", 0, "closed")]),
    ("The “mayor”—as he “calls” himself—left.", [("mayor", 0, "closed"), ("calls", 0, "closed")]),
    ('("Yes," he said.)', [("Yes,", 0, "closed")]),
    ("(“Yes,” he said.)", [("Yes,", 0, "closed")]),
    ('["Yes," he said.]', [("Yes,", 0, "closed")]),
    ("“Yes”—he said—“no.”", [("Yes", 0, "closed"), ("no.", 0, "closed")]),
    ("“Yes…” he said.", [("Yes…", 0, "closed")]),
    ("“… and no,” he said.", [("… and no,", 0, "closed")]),
    ("“[We] go,” he said.", [("[We] go,", 0, "closed")]),
    ("*“We go,”* he said.", [("We go,", 0, "closed")]),
    ("He said “Yes!”", [("Yes!", 0, "closed")]),
    ("“$5,” he said. “5%.”", [("$5,", 0, "closed"), ("5%.", 0, "closed")]),
    ('He paid "$5" for it.', [("$5", 0, "closed")]),
    ("He wrote “#pier” and “@lesk”.", [("#pier", 0, "closed"), ("@lesk", 0, "closed")]),
    ('He said "I was born in \'68," and left.', [("I was born in '68,", 0, "closed")]),
    ("“I love the ’90s,” he said.", [("I love the ’90s,", 0, "closed")]),
    ("“Rock ‘n’ roll,” he said.", [("Rock ‘n’ roll,", 0, "closed")]),
    ("“It’s the players’ fault,” he said.", [("It’s the players’ fault,", 0, "closed")]),
    ("Ann “Annie” Roe and Bob 'Bobby' Hill left.", [("Annie", 0, "closed"), ("Bobby", 0, "closed")]),
    ("‘I don’t know,’ he said. ‘It’s hers.’", [("I don’t know,", 0, "closed"), ("It’s hers.", 0, "closed")]),
    ("'I don't know,' he said. 'It's hers.'", [("I don't know,", 0, "closed"), ("It's hers.", 0, "closed")]),
    ("'The boys' coats are wet,' she said.", [("The boys' coats are wet,", 0, "closed")]),
    ("“Yes,” “no,” and “maybe.”", [("Yes,", 0, "closed"), ("no,", 0, "closed"), ("maybe.", 0, "closed")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), CONTINUED + UNBALANCED + NESTED + FOREIGN + HEADLINES + NO_MARKS + PLACES
)
def test_marks_are_read_as_by_a_careful_person(text, expected):
    """Each text gives the stretches a careful person would mark in it, with their depth and state."""
    assert [(s.inner.of(text), s.depth, s.state.value) for s in stretches(text)] == expected


def test_there_are_more_than_a_hundred_cases():
    """The promised hundred, none twice."""
    cases = [text for text, _ in CONTINUED + UNBALANCED + NESTED + FOREIGN + HEADLINES + NO_MARKS + PLACES]
    assert len(set(cases)) == len(cases) > 100
