"""Words cut short, units and endings that the canonical form opens. Data only."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
MONTH_NAMES = (
    "", "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

#: Words cut short before a full stop, and what they stand for.
CUT_SHORT = {
    "Gov": "governor", "Govs": "governors", "Sen": "senator", "Sens": "senators", "Rep": "representative",
    "Reps": "representatives", "Gen": "general", "Lt": "lieutenant", "Col": "colonel", "Capt": "captain",
    "Pres": "president", "Supt": "superintendent", "Maj": "major", "Adm": "admiral", "Cmdr": "commander",
    "Sgt": "sergeant", "Prof": "professor", "Dr": "doctor", "Rev": "reverend", "Atty": "attorney",
    "Dept": "department", "Assn": "association", "Corp": "corporation", "Co": "company", "Inc": "incorporated",
    "Ltd": "limited", "vs": "versus", "v": "versus", "Mt": "mount", "Ft": "fort", "Ave": "avenue",
    "Ala": "alabama", "Ariz": "arizona", "Ark": "arkansas", "Calif": "california", "Colo": "colorado",
    "Conn": "connecticut", "Del": "delaware", "Fla": "florida", "Ga": "georgia", "Ill": "illinois",
    "Ind": "indiana", "Kan": "kansas", "Ky": "kentucky", "La": "louisiana", "Md": "maryland",
    "Mass": "massachusetts", "Mich": "michigan", "Minn": "minnesota", "Miss": "mississippi",
    "Mo": "missouri", "Mont": "montana", "Neb": "nebraska", "Nev": "nevada", "Okla": "oklahoma",
    "Ore": "oregon", "Pa": "pennsylvania", "Tenn": "tennessee", "Tex": "texas", "Vt": "vermont",
    "Va": "virginia", "Wash": "washington", "Wis": "wisconsin", "Wyo": "wyoming",
}  # fmt: skip
ALWAYS_LONG = {"Sen": "senator", "Gov": "governor", "Dr": "doctor", "Gen": "general", "Prof": "professor",
                "Rep": "representative", "Lt": "lieutenant", "Sgt": "sergeant", "Capt": "captain"}  # fmt: skip
UNITED = {
    "states": "u.s.",
    "kingdom": "uk",
    "nations": "un",
}
CURRENCY_WORDS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "Rs": "₹"}
MONEY_AFTER = {
    "dollars": "$",
    "dollar": "$",
    "dlrs": "$",
    "dlr": "$",
    "euros": "€",
    "euro": "€",
    "pounds": "£",
    "yen": "¥",
    "rupees": "₹",
}
PERCENT_AFTER = frozenset({"%", "percent", "pct", "pc"})
CUT_AFTER = {
    "k": 3,
    "m": 6,
    "mn": 6,
    "mln": 6,
    "mio": 6,
    "b": 9,
    "bn": 9,
    "bln": 9,
    "t": 12,
    "tn": 12,
    "trn": 12,
}
ENDINGS = frozenset({"st", "nd", "rd", "th"})
HALF_DAYS = {"am": 0, "a.m.": 0, "pm": 12, "p.m.": 12}
IS_WORDS = frozenset({"it", "he", "she", "that", "this", "what", "who", "there", "here", "where", "how", "when", "why"})  # fmt: skip
ENDINGS_OF_VERBS = {"'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
STEMS = {"ca": "can", "wo": "will", "sha": "shall"}
DOZENS = frozenset({"dozen", "dozens"})
#: Before a hyphen and a small letter these are part of the word behind: "e-mail", "co-operate".
PREFIXES = frozenset(
    (
        "e", "co", "re", "non", "pre", "anti", "multi", "semi", "sub", "counter", "inter", "post", "mid", "bi",
        "micro", "mini", "ultra", "extra", "over", "under", "super", "pro", "un",
    )
)  # fmt: skip
#: Words that some houses write as two and others as one.
WRITTEN_APART = {
    "health": {"care"}, "child": {"care"}, "day": {"care"}, "web": {"site", "page"}, "on": {"line"},
    "off": {"line", "shore"}, "law": {"maker", "makers"}, "policy": {"maker", "makers"},
    "decision": {"maker", "makers"}, "under": {"way"}, "world": {"wide"}, "nation": {"wide"}, "state": {"wide"},
    "cease": {"fire"}, "good": {"bye"}, "back": {"log"}, "short": {"list"},
    "news": {"paper", "papers", "room"}, "smart": {"phone", "phones"}, "data": {"base", "bases"},
    "voice": {"mail"}, "land": {"mark", "slide"}, "grand": {"son", "daughter", "mother", "father", "children"},
    "life": {"time"}, "home": {"owner", "owners", "town", "land"}, "air": {"strike", "strikes", "port"},
    "fund": {"raiser", "raisers", "raising"}, "wide": {"spread"}, "block": {"buster"},
}  # fmt: skip
