"""The words that change what a sentence claims, in classes. Data only; all keys are lower-case."""

from __future__ import annotations

from copydesk.text.spelling import base_spelling


def _set(words: str) -> frozenset[str]:
    """Return the words of a line."""
    return frozenset(base_spelling(word) for word in words.split())


def _classes(**lines: str) -> dict[str, str]:
    """Return word → class for lines of words."""
    return {base_spelling(word): name for name, line in lines.items() for word in line.split()}


def _groups(*lines: str) -> dict[str, int]:
    """Return word → number of its line, for lines of words that belong together."""
    return {base_spelling(word): number for number, line in enumerate(lines) for word in line.split()}


NEGATIONS = _set(
    "not n't never no nor neither none nobody nothing nowhere without cannot hardly scarcely barely"
)
#: Words that say no without a negation: "does not support" may become "opposes".
REFUSALS = _set(
    "deny denied denies denying refuse refused refuses refusing fail failed fails failing failure lack lacks lacked"
    " reject rejected rejects oppose opposed opposes opposing avoid avoided stop stopped prevent prevented decline"
    " declined declines unable unwilling unlikely impossible instead rather against unless few little seldom rarely"
    " dispute disputed disputes contradict absent absence missing false untrue wrong bar barred ban banned"
    " forbid forbidden prohibit prohibited block blocked halt halted zero out"
)
HEDGES = _set(
    "likely unlikely possible possibly probably perhaps maybe apparently reportedly allegedly alleged seemingly"
    " potentially potential suspected presumably supposedly purported purportedly conceivably arguably probable"
    " presumptive putative would-be"
)
#: Modal verbs and verbs of knowing, from weak to strong; another class is another claim.
CERTAINTY = _classes(
    may="may might could can",
    should="should ought",
    will="will would shall 'll 'd",
    must="must",
    intend="plans plan planned intends intend intended aims aim expects expected scheduled hopes proposes",
    know="know knows knew known",
    consider="considering considers weighing weighs mulling mulls mulled",
    decide="decided decides",
    seem="seems seem seemed appears appear appeared looks looked",
    believe="believes believe believed thinks think thought suspects suspected suspect assumes assumed",
    suggest="suggests suggest suggested indicates indicate indicated hints hinted implies implied",
    prove="proves prove proved proven confirms confirmed confirm establishes established demonstrates demonstrated",
)
QUANTIFIERS = _classes(
    all="all every each entire whole everyone everybody",
    most="most majority",
    many="many numerous plenty lots",
    some="some several certain various",
    few="few handful",
    none="none nobody",
    never="never",
    always="always constantly invariably",
    often="often frequently regularly usually commonly",
    sometimes="sometimes occasionally",
    rarely="rarely seldom",
    half="half",
    only="only solely exclusively",
)
#: Words before a figure that say how it is meant.
BOUNDS = _classes(
    about="about around roughly approximately some circa nearly almost approaching",
    over="over above exceeding beyond",
    under="under below beneath",
)
#: The same in several words.
BOUND_PHRASES = {
    "up to": "under", "at most": "under", "no more than": "under", "not more than": "under", "less than": "under",
    "fewer than": "under", "as many as": "under", "as much as": "under", "at least": "over", "no less than": "over",
    "no fewer than": "over", "not less than": "over", "not fewer than": "over", "more than": "over",
}  # fmt: skip
_OPPOSITES = (
    "rise:fall rises:falls rose:fell risen:fallen rising:falling increase:decrease increased:decreased"
    " increases:decreases increasing:decreasing grew:shrank grow:shrink growing:shrinking up:down above:below over:under"
    " higher:lower high:low highest:lowest more:less more:fewer most:least before:after earlier:later o1:last"
    " win:lose wins:loses won:lost winning:losing winner:loser buy:sell buys:sells bought:sold buying:selling"
    " support:oppose supports:opposes supported:opposed supporting:opposing supporters:opponents for:against pro:anti"
    " import:export imports:exports imported:exported approve:reject approved:rejected approves:rejects"
    " accept:reject accepted:rejected hire:fire hired:fired gain:loss gains:losses gained:lost profit:loss"
    " profits:losses open:close opened:closed opening:closing opens:closes strengthen:weaken strengthened:weakened"
    " improve:worsen improved:worsened better:worse best:worst success:failure succeeded:failed succeed:fail"
    " guilty:innocent convicted:acquitted legal:illegal lawful:unlawful ally:enemy allies:enemies friend:enemy"
    " praise:criticize praised:criticized praises:criticizes agree:disagree agreed:disagreed ahead:behind"
    " inside:outside into:out enter:leave entered:left arrive:depart add:remove added:removed allow:ban"
    " allowed:banned allow:forbid permit:prohibit permitted:prohibited start:end started:ended began:ended begin:end"
    " begins:ends include:exclude included:excluded positive:negative majority:minority maximum:minimum"
    " lend:borrow lent:borrowed borrower:lender debtor:creditor attack:defend attacked:defended plaintiff:defendant"
    " victory:defeat victories:defeats expand:contract expanded:contracted raise:cut raised:cut raises:cuts"
    " raise:lower raised:lowered upgrade:downgrade upgraded:downgraded surplus:deficit north:south east:west"
    " northern:southern eastern:western left:right alive:dead lived:died confirm:deny confirmed:denied"
    " confirms:denies fired:resigned dismissed:resigned fired:quit occupier:occupied employer:employee"
    " employers:employees to:from since:until always:never ever:never heavier:lighter faster:slower stronger:weaker"
    " larger:smaller bigger:smaller longer:shorter older:younger richer:poorer safer:riskier cheaper:dearer"
    " soared:plunged climbed:dropped surged:slumped jumped:tumbled advance:retreat advanced:retreated"
    " gave:took give:take gives:takes sent:received send:receive upper:lower maximum:minimum public:private"
    " bar:keep bars:keeps barred:kept bar:access bar:admit bar:allow bars:allows barred:allowed barred:admitted"
    " suing:praising suing:praise sued:praised current:former incumbent:former sitting:former against:favor next:last"
    " next:previous dismissed:resignation fired:resigned fired:resignation sacked:resigned sacked:resignation"
    " ousted:resigned ousted:resignation sacked:quit dismissed:quit ousted:quit"
)
OPPOSITES: dict[str, frozenset[str]] = {}
for _pair in _OPPOSITES.split():
    _one, _two = (base_spelling(word) for word in _pair.split(":"))
    OPPOSITES[_one] = OPPOSITES.get(_one, frozenset()) | {_two}
    OPPOSITES[_two] = OPPOSITES.get(_two, frozenset()) | {_one}
#: Verbs and adjectives of two directions: each of the one line is the opposite of each of the other.
_DIRECTIONS = (
    ("lift lifted lifts ease eased relaxed scrapped", "tighten tightened impose imposed extended toughened"),
    ("saved saves", "conceded concedes missed misses"),
    ("scored scores", "conceded concedes missed misses"),
    ("rise rises rose rising climb climbs climbed climbing", "ease eases eased easing"),
    (
        (
            "rise rises rose risen rising climb climbs climbed climbing increase increases increased "
            "increasing grow grows grew grown growing soar soars soared soaring surge surges surged surging "
            "jump jumps jumped jumping gain gains gained gaining rally rallies rallied rallying rebound "
            "rebounded rebounding advance advanced advancing strengthen strengthens strengthened strengthening "
            "improve improves improved improving double doubled doubling triple tripled"
        ),
        (
            "fall falls fell fallen falling drop drops dropped dropping decrease decreases decreased "
            "decreasing shrink shrinks shrank shrunk shrinking decline declines declined declining plunge "
            "plunges plunged plunging slump slumps slumped slumping tumble tumbles tumbled tumbling slip slips "
            "slipped slipping sink sinks sank sinking slide slides slid sliding dip dips dipped dipping "
            "plummet plummets plummeted plummeting weaken weakens weakened weakening worsen worsens worsened "
            "worsening halve halved halving retreat retreated"
        ),
    ),
    (
        "youngest younger newest",
        "oldest older eldest",
    ),
    (
        "expand expands expanded expanding widen widened widening",
        "narrow narrowed narrowing shrink shrank contract contracted",
    ),
    (
        "tighten tightened tightening",
        "ease eased easing loosen loosened loosening relax relaxed",
    ),
    (
        "accelerate accelerated accelerating",
        "slow slowed slowing decelerated",
    ),
    (
        "optimistic hopeful upbeat",
        "pessimistic gloomy downbeat",
    ),
    (
        "hot hotter hottest warm warmer warmest",
        "cold colder coldest cool cooler coolest",
    ),
    (
        "rich richer richest wealthy wealthier wealthiest",
        "poor poorer poorest",
    ),
    (
        "fast faster fastest quick quicker quickest",
        "slow slower slowest",
    ),
    (
        "safe safer safest",
        "dangerous unsafe riskier",
    ),
    (
        "deadliest worst",
        "safest best",
    ),
    (
        (
            "approve approved approves approving endorse endorsed endorses back backed backs pass passed adopt "
            "adopted ratify ratified support supported supports uphold upheld upholds"
        ),
        (
            "reject rejected rejects rejecting oppose opposed opposes veto vetoed vetoes overturn overturned "
            "overturns overturning strike-down quash quashed"
        ),
    ),
    (
        "acquit acquitted cleared exonerated",
        "convict convicted",
    ),
    (
        "welcome welcomed welcomes praise praised praises hail hailed applaud applauded",
        "condemn condemned condemns criticize criticized criticizes denounce denounced slam slammed",
    ),
    (
        "arrive arrived arrives arriving",
        "leave left leaves leaving depart departed",
    ),
    (
        "hired recruited appointed",
        "fired sacked dismissed",
    ),
    (
        "allow allowed allows permit permitted let lets",
        "ban banned bans forbid forbade forbidden bar barred prohibit prohibited",
    ),
    (
        "win wins won winning beat beats defeated defeats",
        "lose loses lost losing",
    ),
    (
        "survive survived survives",
        "die died dies",
    ),
    (
        "import imports imported",
        "export exports exported",
    ),
    (
        "early earlier",
        "late later",
    ),
    (
        "friend friends ally allies",
        "enemy enemies foe foes",
    ),
    (
        "encourage encouraged encourages",
        "discourage discouraged discourages",
    ),
    ("open opened reopened", "closed shut"),
    ("managed agreed succeeded", "failed refused declined"),
    ("full fuller", "empty emptier"),
    ("easy easier", "difficult hard harder"),
    ("peaceful peacefully", "violent violently"),
    ("friendly", "hostile unfriendly"),
    ("true genuine", "false fake"),
    ("voluntary voluntarily", "compulsory mandatory forced forcibly"),
    ("temporary temporarily", "permanent permanently"),
    ("arrested detained jailed imprisoned", "released freed"),
    ("sober", "drunk"),
    ("urban", "rural"),
    ("buyer buyers", "seller sellers"),
    ("landlord landlords", "tenant tenants"),
    ("victim victims", "perpetrator perpetrators attacker attackers suspect suspects"),
    (
        "recovered recover recovers",
        "relapsed collapse collapsed",
    ),
)
for _up, _down in _DIRECTIONS:
    for _here, _there in ((_up, _down), (_down, _up)):
        for _one in _here.split():
            _key = base_spelling(_one)
            OPPOSITES[_key] = OPPOSITES.get(_key, frozenset()) | {
                base_spelling(each) for each in _there.split()
            }
#: Words that leave open whether somebody did it.
ACCUSED = _set(
    "suspect suspects suspected alleged allegedly accused accusations accusation charged charges defendant"
    " defendants allegation allegations purported interest arrested questioned suspicion suspicions prosecuted"
)
#: Words that say somebody did it.
GUILTY = _set(
    "perpetrator perpetrators murderer murderers killer killers culprit culprits criminal criminals rapist rapists"
    " thief thieves terrorist terrorists attacker attackers guilty convicted fraudster fraudsters offender offenders"
    " gunman arsonist robber burglar"
)
#: Graver names of a deed, and the plainer ones they stand over.
GRAVER = {
    "murder": _set("killing death shooting homicide stabbing manslaughter"),
    "murders": _set("killings deaths shootings homicides stabbings"),
    "murdered": _set("killed shot died stabbed"),
    "murdering": _set("killing shooting stabbing"),
    "executed": _set("killed shot"),
    "slaughtered": _set("killed shot"),
    "massacre": _set("killing shooting attack clash"),
    "terrorism": _set("violence attack"),
    "genocide": _set("killings deaths war"),
    "raped": _set("assaulted abused"),
    "rape": _set("assault abuse"),
    "stole": _set("took received"),
    "lied": _set("said misspoke erred"),
}
#: Words for somebody of whom nothing is said.
PERSONS = _set(
    "man woman men women person people teenager teenagers youth boy girl driver passer-by individual individuals"
    " somebody someone resident neighbor employee student pensioner motorist visitor guest passenger"
)
#: Words for people whom the police ask, and words for people whom they think did it.
HEARD = _set("witness witnesses interest")
HELD = _set("suspect suspects defendant defendants accused")
#: Words that hang a claim on a condition.
CONDITIONS = _set("if unless provided assuming")
#: Ways to make somebody do a thing, from mild to strong.
PRESSURE = _classes(
    invite="invite invites invited inviting",
    urge="urge urges urged urging encouraged encourages",
    persuade="persuade persuades persuaded persuading convinced convinces",
    order="order orders ordered ordering instructed commanded",
    force="force forces forced forcing compelled coerced",
)
SUPERLATIVES = _set("top main leading biggest largest chief primary foremost principal greatest")

#: Verbs and nouns that report: they carry an attribution.
CUES = _set(
    "said says say saying told tells tell telling according reported reports report reporting stated states stating"
    " announced announces added adds adding wrote writes writing claimed claims claim claiming argued argues arguing"
    " insisted insists noted notes noting explained explains revealed reveals disclosed discloses showed shows"
    " acknowledged acknowledges admitted admits admitting conceded concedes suggested suggests warned warns warning"
    " believes believe believed thinks hope hopes hoped hoping asserted asserts alleged alleges contended contends"
    " declared declares testified testifies remarked tweeted posted quoted confirmed confirms denied denies predicted"
    " predicts estimated estimates found finds indicated indicates concluded concludes maintained maintains"
    " observed recalled recounted replied responded joked quipped asked learned cited cites citing expects expect"
    " expected speculated complained complains mused stressed emphasized emphasizes informed queried inquired blamed blames accused accuses recognized recognizes emailed dismissed dismisses described describes vowed vows promised pledged urged praised criticized referred counters countered retorted answered intoned opined tells put"
    " surmised surmises reminded reminds cite reasoned ventured reiterated reiterates testify remark swears swore"
)
#: Verbs that tell what somebody thinks, sees or wants: at the beginning of a sentence they make the rest theirs.
VIEWS = _set(
    "know knows knew see sees saw view views viewed consider considers considered fear fears feared worry worries"
    " worried doubt doubts doubted assume assumes agree agrees agreed imagine imagines imagining understand understands"
    " understood feel feels felt want wants wanted hail hails hailed tout touts touted extol extols extolled point"
    " points pointed notice notices noticed think thought suspect suspects suspected love loves like likes regard"
    " regards regarded portray portrays portrayed reflect reflects reflected represent represents cheer cheered"
    " argue concede admit insist warn claim suggest explain contend assert allege deny confirm predict estimate indicate"
    " conclude maintain accuse blame announce reveal show rule rules ruled speculate complain seek sought vow"
    " acknowledge recall recalls remember remembers guess guesses bet bets mention mentions mentioned"
)
#: Cues that make a source sound surer than "said".
STRONG_CUES = _set(
    "confirmed confirms confirm proved proves revealed reveals admitted admits conceded showed shows shown established"
    " demonstrated demonstrates"
)
#: Cues that merely report.
PLAIN_CUES = _set(
    "said says claimed claims alleged alleges suggested suggests believes argued argues stated added"
)
SOURCES = {
    "source": "sources", "official": "officials", "person": "people", "witness": "witnesses", "expert": "experts",
    "aide": "aides", "analyst": "analysts", "lawyer": "lawyers", "critic": "critics", "diplomat": "diplomats",
    "adviser": "advisers", "advisor": "advisors", "spokesman": "spokesmen", "employee": "employees",
}  # fmt: skip
ANONYMOUS = _set(
    "source sources person people official officials aide aides insider insiders familiar anonymity"
)

#: Units, in lines of one kind; another unit of the same kind is another amount.
UNITS = _groups(
    "second o2 seconds minute minutes hour hours day days week weeks month months year years decade decades century centuries",
    "millimeter millimeters centimeter centimeters meter meters kilometer kilometers km mile miles yard yards foot feet"
    " inch inches",
    "gram grams kilogram kilograms kilo kilos kg ton tons tonne tonnes pound pounds ounce ounces",
    "milliliter milliliters liter liters gallon gallons pint pints barrel barrels",
    "watt watts kilowatt kilowatts megawatt megawatts gigawatt gigawatts",
    "acre acres hectare hectares",
    "basis percentage",
)

#: Each name of a unit that has several, as one of them.
UNIT_NAMES = {
    word: line.split()[0]
    for line in (
        "second o2 seconds sec secs", "minute minutes min mins", "hour hours hr hrs", "day days", "week weeks", "month months",
        "year years yr yrs", "decade decades", "century centuries", "millimeter millimeters mm", "centimeter centimeters cm",
        "meter meters", "kilometer kilometers km kms", "mile miles", "yard yards yd yds", "foot feet ft", "inch inches",
        "gram grams", "kilogram kilograms kilo kilos kg kgs", "ton tons", "tonne tonnes", "pound pounds lb lbs",
        "ounce ounces oz", "milliliter milliliters ml", "liter liters", "gallon gallons", "pint pints", "barrel barrels",
        "watt watts", "kilowatt kilowatts kw", "megawatt megawatts mw", "gigawatt gigawatts gw", "acre acres",
        "hectare hectares ha",
    )
    for word in line.split()
}  # fmt: skip
TITLES = _set(
    "mr mrs ms miss mx sir dame lord lady dr doctor prof professor rev reverend hon president vice governor senator"
    " representative congressman congresswoman mayor secretary minister prime chancellor general colonel captain"
    " lieutenant sergeant major judge justice chief executive officer ceo cfo director chairman chairwoman chair"
    " attorney state sen rep gov leader candidate republican democratic democrat majority minority speaker king queen"
    " prince princess pope bishop archbishop cardinal imam rabbi father sister brother ambassador treasurer deputy"
    " assistant associate the gop frontrunner front runner nominee presidential rival billionaire businessman"
    " spokesman spokeswoman spokesperson officer detective sheriff commissioner coach founder"
)
#: Of the titles those that make another office of the one they stand before.
STANDING = _set("deputy vice acting interim")
#: Small words that carry no claim of their own.
SMALL = _set(
    "a an the and or of in on at by to for with that which who whom this these those it its as is are was were be been"
    " being has have had do does did also too then so but however though although while there here he she they him her"
    " them his their we us our i me my you your 's just even very really from into about than if when where how what"
    " such own up out over its' meanwhile both all"
)
#: Words that fill a pause; the Guardian's rule removes them.
FILLERS = _set("um uh er erm ah eh hmm mm uhm well like")
#: Words that sound alike; one in another's place comes from a machine or from dictation.
HOMOPHONES = _groups(
    "flour flower", "yew ewe", "sea see", "sale sail", "site sight cite", "brake break", "principal principle",
    "stationary stationery", "knight night", "whole hole", "weak week", "meat meet", "peace piece", "plane plain",
    "bare bear", "board bored", "cell sell", "cereal serial", "council counsel", "current currant", "dear deer",
    "die dye", "fair fare", "feat feet", "flea flee", "gate gait", "grate great", "hair hare", "heal heel",
    "herd heard", "idle idol", "key quay", "lead led", "loan lone", "mail male", "main mane", "maize maze",
    "medal meddle", "mine mind", "miner minor", "morning mourning", "muscle mussel", "naval navel", "oar ore",
    "pail pale", "pain pane", "pair pear", "peak pique", "pedal peddle", "pole poll", "pray prey", "profit prophet",
    "rain reign rein", "raise raze", "right rite write", "road rode", "role roll", "root route", "seam seem",
    "sewn sown", "sole soul", "stair stare", "stake steak", "steal steel", "tail tale", "team teem",
    "tide tied", "toe tow", "vain vein", "waist waste", "wait weight", "wave waive", "bow bough", "bread bred",
    "beach beech", "berth birth", "canvas canvass", "kernel colonel", "leak leek", "lock loch",
    "moor more", "nun none", "one won", "patience patients", "presence presents", "stile style",
)  # fmt: skip
#: First names that one person may bear in turn.
FIRST_NAMES = _groups(
    "william will bill billy liam", "robert rob bob bobby bert", "richard rick dick rich richie", "james jim jimmy jamie",
    "john jack johnny jon", "joseph joe joey", "thomas tom tommy", "charles charlie chuck", "edward ed ted eddie ned",
    "margaret maggie peggy meg greta", "elizabeth liz beth betty eliza lisa", "katherine catherine kate katie kathy",
    "christopher chris kit", "michael mike mick mickey", "david dave", "daniel dan danny", "anthony tony",
    "andrew andy drew", "alexander alex sandy sasha", "benjamin ben", "samuel samantha sam", "stephen steven steve",
    "henry harry hal", "francis frank", "frederick fred freddie", "gerald jerry gerard gerry", "lawrence larry laurie",
    "patrick patricia pat paddy", "peter pete", "ronald ron", "donald don", "timothy tim", "walter walt", "susan sue",
    "theodore ted", "nicholas nick", "matthew matt", "jacob jake", "gregory greg", "jeffrey jeff", "kenneth ken",
    "antonin nino", "ruth ruthie", "deborah debbie", "judith judy", "barbara barb", "rebecca becky", "victoria vicky",
    "mary molly polly", "helen nell nellie", "eleanor nell ellie", "isabel bella", "dorothy dot dolly", "philip phil",
)  # fmt: skip
WEEKDAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = _set("january february march april may june july august september october november december")
RELATIVE_DAYS = _set("today tomorrow yesterday tonight")
PRONOUNS = _set("i we you he she they it me us him her them my our your his their")
#: Words that open a sentence with when, where or why: what they lead may go.
OPENING = _set(
    "on in at by for with after before during since until till as while when if though although despite because from"
    " to of and but or so yet still now then also meanwhile however earlier later last next once where even just only"
    " not perhaps like unlike under over through throughout within without amid among across behind beyond near"
    " nearly about around instead today tomorrow yesterday tonight first second finally again there it what how why"
    " here following more most some many few several both each every that"
)
#: Offices, in lines of one office; another line is another office.
OFFICES = _groups(
    "president", "governor", "senator", "representative congressman congresswoman", "mayor", "secretary",
    "minister", "chancellor", "judge", "justice", "general", "colonel", "captain", "lieutenant", "sergeant", "major",
    "ambassador", "bishop", "archbishop", "cardinal", "pope", "king", "queen", "prince", "princess", "sheriff",
    "commissioner", "treasurer", "professor", "director", "coach", "chairman chairwoman chair chairperson",
    "ceo executive", "councilman councilwoman councillor councilor", "superintendent", "admiral", "prosecutor",
    "detective", "deputy", "speaker", "founder", "editor", "surgeon", "engineer", "lawyer attorney solicitor barrister",
)  # fmt: skip
#: Who the paper itself is; where an agency or an outlet stood, these hide whose report it was.
OURSELVES = _set("our we us reporter reporters newspaper paper correspondent site website media outlets")
#: Verbs whose past is another word.
PASTS: dict[str, tuple[str, ...]] = {
    line.split()[0]: tuple(line.split()[1:])
    for line in (
        "have had", "take took taken", "go went gone", "make made", "meet met", "speak spoke spoken", "hold held",
        "begin began begun", "come came", "give gave given", "get got gotten", "leave left", "lose lost", "win won",
        "pay paid", "run ran", "say said", "see saw seen", "sell sold", "buy bought", "send sent", "sit sat",
        "spend spent", "stand stood", "teach taught", "tell told", "think thought", "write wrote written",
        "build built", "bring brought", "choose chose chosen", "cut cut", "do did done", "draw drew drawn",
        "drive drove driven", "fall fell fallen", "feel felt", "fight fought", "find found", "fly flew flown",
        "grow grew grown", "hear heard", "keep kept", "know knew known", "lead led", "lend lent", "let let", "put put",
        "read read", "rise rose risen", "seek sought", "set set", "show showed shown", "sing sang sung", "sink sank sunk",
        "sign signed", "strike struck", "swear swore sworn", "throw threw thrown", "wear wore worn", "become became",
        "break broke broken", "catch caught", "deal dealt", "shut shut", "hit hit", "hurt hurt", "quit quit",
        "overcome overcame", "undergo underwent undergone", "withdraw withdrew withdrawn", "face faced",
    )
}  # fmt: skip
#: Cues that say it is so, and cues that leave it with the one who says it.
SURE_CUES = _set(
    "ruled rules confirmed confirms proved proves showed shows established found finds concluded concludes revealed reveals"
    " announced announces admitted admits acknowledged acknowledges disclosed"
)
DOUBTED_CUES = _set(
    "claimed claims claiming alleged alleges alleging suggested suggests speculated insinuated hinted guessed purported"
)
#: Bearers of a claim that are many and bear no name; a person's name is none of them.
PLURAL_BEARERS = _set(
    "prosecutors officials police investigators authorities analysts experts critics lawyers doctors scientists"
    " researchers economists residents neighbors witnesses voters lawmakers polls surveys reports documents records"
    " figures studies aides advisers advisors organizers supporters opponents protesters activists others some many"
    " scholars teachers farmers workers unions historians observers diplomats sources people strategists emails backers allies"
    "     democrats republicans conservatives liberals leaders campaigners rivals members nurses pilots commuters passengers"
)
#: What bears a claim and is nobody: papers, polls, programmes.
DOCUMENTS = _set(
    "poll survey study report statement message filing filings memo memorandum letter transcript article editorial"
    " editorials column book magazine website video ad advertisement footage tape recording census ruling verdict"
    " document record data results polling speech tweet post call question questions answer conference audit"
    " investigation inquiry lawsuit complaint indictment affidavit"
)
#: Words for amounts without a figure, in lines of one amount.
AMOUNTS = _groups(
    "half halves", "quarter quarters", "double doubles doubled doubling twice", "triple triples tripled tripling thrice",
    "quadruple quadrupled", "halve halved halves", "dozen dozens score scores", "hundred hundreds", "thousand thousands",
    "million millions", "billion billions", "trillion trillions",
)  # fmt: skip
#: Seasons, in lines of one season.
SEASONS = _groups("spring springtime", "summer summertime", "autumn fall", "winter wintertime")
#: What stands before a minister, secretary, officer or court and says which one.
PORTFOLIOS = _set(
    "finance foreign defense interior health justice education trade energy transport transportation environment labor"
    " agriculture home prime culture executive financial operating technology information marketing press treasury state"
    " budget economy security supreme district federal high constitutional appeals commerce housing immigration tourism"
    " industry science defence sports communications development infrastructure water mining fisheries"
)
