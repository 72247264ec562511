"""The words of English."""

from copydesk.reading.languages._language import CueKind, Language, PronounKind, grouped, listed

ENGLISH = Language(
    code="en",
    name="English",
    cues=grouped({
        CueKind.SAY: "said say says saying",
        CueKind.TELL: "told tell tells telling informed informs assured assures reminded reminds",
        CueKind.SPEAK: """added adds adding replied replies replying responded responds responding answered
            answers continued continues continuing explained explains explaining joked jokes joking quipped
            exclaimed shouted shouting yelled whispered recalled recalls remarked commented interjected
            responding retorted chimed laughed mused deadpanned thundered intoned began concluded concludes
            concluding declared declares declaring stated states stating announced announces announcing
            speaking spoke reiterated reiterates stressed stresses emphasized emphasised emphasizes cried
            chanted chanting sang muttered countered counters pleaded protested testified repeated sighed
            implored snapped lamented laments vowed vows vowing promised promises pledged pledges gushed""",
        CueKind.CLAIM: """argued argues arguing claimed claims claiming insisted insists insisting warned warns
            warning maintained maintains contended contends asserted asserts asserting suggested suggests
            suggesting acknowledged acknowledges admitted admits admitting conceded concedes noted notes noting
            alleged alleges accused accuses complained complains denied denies predicted predicts boasted boasts
            bragged urged urges urging called-on demanded demands pointed observed observes observing mentioned
            mentions confirmed confirms criticized criticised criticizes blasted slammed mocked praised
            denounced condemned scoffed fumed charged proclaimed proclaimed advised cautioned quoted quoting
            read reads reading put puts offered offers""",
        CueKind.WRITE: """wrote writes writing written tweeted tweets tweeting posted posts posting texted emailed
            e-mailed blogged captioned opined editorialized penned""",
        CueKind.CALL: """called calls calling described describes describing dubbed labeled labelled branded
            referred refers referring characterized characterised termed deemed likened compared""",
        CueKind.THINK: """thinks thought think believes believed believe feels felt feel hopes hoped knew knows
            wants wanted want expects expected fears feared considers considered saw sees agreed agrees agree
            decided wondered wonders asks asked asking ask inquired understands understood""",
        CueKind.SHOW: """showed shows showing found finds revealed reveals indicated indicates indicate states
            disclosed detailed concluded proclaims""",
        CueKind.LEARN: "reported reports report reporting learned learnt",
    }),
    pronouns=grouped({
        PronounKind.MAN: "he",
        PronounKind.WOMAN: "she",
        PronounKind.MANY: "they we",
        PronounKind.THING: "it",
        PronounKind.SELF: "i",
        PronounKind.RELATIVE: "who which",
    }),
    auxiliaries=listed("""has have had is was were are be been being would will could can may might must did does
        do also then later once previously recently even just often repeatedly again always never famously
        reportedly not only earlier now still already first simply finally ever"""),
    determiners=listed("""the a an this that these those his her their its our my your one another some many most
        several two three four five six both each every no other any few all"""),
    prepositions=listed("""of in on at by for with about against between into through during before after above
        below to from up down over under near since until among toward towards despite per like via upon within
        without amid as than because alongside including following regarding"""),
    connectives=listed("""that and but or nor so who whom whose which where when while if although though because
        since as whether than what how why not yet then there here too"""),
    according=("according to", "in the words of", "as per"),
    that=listed("that"),
    men=listed("""mr sir lord king prince man men boy father son brother husband uncle grandfather congressman
        spokesman chairman businessman policeman fisherman councilman salesman his him himself he actor"""),
    women=listed("""mrs ms miss lady queen princess woman women girl mother daughter sister wife aunt grandmother
        congresswoman spokeswoman chairwoman businesswoman policewoman councilwoman her herself she actress"""),
    boys=listed("""adam alan albert alex alexander alfred andrew anthony anton arthur austin barack ben benjamin
        bernie bill billy bob bobby boris brad brandon brian bruce carl charles charlie chris christian
        christopher chuck craig dan daniel dave david dean dennis don donald doug douglas ed eddie edward elon
        emmanuel eric erik frank fred gary gavin geoff geoffrey george gerald glenn gordon graham greg gregory
        guy harold harry harvey henry howard hugh ian jack jacob jake james jamie jared jason jay jeb jeff
        jeffrey jeremy jerry jesse jim jimmy joe joel john johnny jon jonathan jordan jose joseph josh joshua
        juan justin karl keith ken kenneth kevin kyle larry lawrence lee leo leon lewis lindsey lou louis luis
        luke marco marcus mario mark martin marvin masayoshi matt matthew max michael mick miguel mike mitch
        mitt mohammed muhammad nathan neil newt nicholas nick nigel norman oliver oscar otto owen pat patrick
        paul pedro pete peter phil philip rand randy ray raymond reince richard rick rob robert robin rodney
        roger ron ronald ross roy rudy rupert russell ryan sam samuel satya scott sean sebastian sergei seth
        shane simon spencer stanley stephen steve steven stuart tad ted terry thomas tim timothy toby todd tom
        tommy tony travis trevor tyler vernon victor vince vincent vladimir volodymyr walter warren wayne will
        william xavier zach"""),
    girls=listed("""abigail alexandra alice alicia alison allison amanda amber amy andrea angela anita ann anna
        anne annie april ashley barbara beth betsy betty beverly bonnie brenda bridget brooke carly carmen carol
        caroline carolyn catherine cathy charlotte chelsea cheryl christina christine cindy claire claudia
        courtney cynthia daisy dana dawn deb debbie deborah debra denise diana diane dianne donna dora doris
        dorothy edith eileen elaine eleanor elena eliza elizabeth ella ellen emily emma erica erin esther eva
        evelyn faith fiona florence frances gail gina gloria grace greta hannah heather heidi helen hillary holly
        hope huma ida ilse ingrid irene iris isabel ivanka jackie jane janet janice jean jen jenna jennifer
        jenny jessica jill joan joanna jodi josephine joy joyce judith judy julia julie kamala karen kate
        katherine kathleen kathryn kathy katie katrina kayleigh keiko kellyanne kim kimberly kristen laura
        lauren leah leila lena leslie liliana linda lisa liz loretta lori louise lucy lydia madeleine madison
        margaret maria marie marilyn marina marjorie martha mary maureen maya megan melania melinda melissa
        meryl mia michelle mila molly monica nadia nancy naomi natalie nicola nicole nikki nina nora norah olga
        olivia pamela patricia paula penny phyllis priya rachel rebecca regina rita rosa rose rosie ruth sally
        samantha sandra sara sarah sharon sheila shirley sofia sophia sophie stephanie sue susan suzanne sylvia
        tammy tanya teresa theresa tina tracy ursula valerie vanessa vera veronica victoria virginia wendy
        yvonne zoe"""),
    titles=listed("""mr mrs ms miss dr prof professor sir lord lady dame president vice-president senator sen
        representative rep congressman congresswoman governor gov lieutenant lt mayor minister premier chancellor
        secretary chairman chairwoman chair chief ceo cfo cto coo director general gen admiral adm colonel col
        major maj captain capt sergeant sgt officer judge justice attorney rev reverend father pastor bishop
        archbishop cardinal pope king queen prince princess ambassador commissioner councillor councilman
        councilwoman speaker leader spokesman spokeswoman spokesperson deputy former ex-president detective
        inspector superintendent sheriff founder co-founder boss editor analyst economist coach manager
        executive vice prime treasurer undersecretary"""),
    roles=listed("""spokesman spokeswoman spokesperson official officials source sources aide aides adviser
        advisers advisor advisors strategist strategists analyst analysts expert experts critics supporters
        person people man woman men women resident residents voter voters witness witnesses lawyer lawyers
        attorney attorneys prosecutors prosecutor police officer officers campaign candidate candidates company
        firm government ministry department agency group groups organization organisation committee party union
        statement report study survey poll email e-mail letter filing lawsuit complaint document documents memo
        tweet post article editorial transcript ad video sign headline caption page website site newspaper paper
        network magazine book president senator governor mayor minister chancellor secretary chairman
        chairwoman director chief leader leaders ceo executive executives founder owner manager coach professor
        teacher student students doctor doctors nurse scientist scientists researcher researchers author writer
        reporter reporters journalist journalists editor columnist host moderator anchor commentator pundits
        congressman congresswoman lawmaker lawmakers republican republicans democrat democrats judge justice
        court ruling order pastor priest bishop pope farmer fisherman driver engineer worker workers mother
        father son daughter wife husband brother sister friend friends neighbour neighbor colleague veteran
        activist activists protester protesters demonstrators crowd audience billionaire businessman mogul
        nominee operative operatives insider insiders investigator investigators detective captain ambassador
        diplomat diplomats economist economists historian team staff staffer staffers members member others
        actor actress singer musician former users user customers customer fans rival opponent backer
        councillor commissioner press administration letter blog"""),
    anonymous=listed("""source sources person people official officials insider insiders aide aides executive
        adviser advisers employee employees others staffer staffers operative diplomat diplomats
        individual individuals"""),
    anonymity=("who asked not to", "who declined to be", "who requested anonymity", "who spoke on condition",
        "on condition of anonymity", "on the condition of anonymity", "speaking on condition of anonymity",
        "who was not authori", "who were not authori", "who is not authori", "who are not authori",
        "not authorized to", "not authorised to", "speaking anonymously", "who spoke anonymously",
        "who insisted on anonymity", "who asked to remain anonymous", "who wished to remain anonymous",
        "who did not want to be", "who didn't want to be", "who didn’t want to be", "who refused to be named",
        "asking not to be", "requesting anonymity", "who asked for anonymity", "who did not wish to be",
        "who could not be named", "granted anonymity"),
    organisation_words=listed("""organization organisation nations inc corp corporation co company ltd llc plc group bank university college school
        institute department ministry agency committee commission council party senate congress parliament house
        court police association foundation union league club news times post journal tribune herald gazette
        press network television radio magazine church hospital airlines motors energy capital partners holdings
        technologies systems labs fund trust board bureau office center centre campaign society federation
        authority administration treasury reserve navy army guard force team museum library chamber"""),
    places=listed("""america us u.s u.s. usa uk u.k u.k. britain england scotland wales ireland france germany spain italy
        portugal poland russia ukraine china japan india pakistan afghanistan iran iraq israel syria turkey egypt
        canada mexico brazil argentina australia africa europe asia london paris berlin rome madrid brussels
        moscow kyiv beijing tokyo washington york chicago boston houston dallas texas california florida ohio
        iowa nevada georgia michigan pennsylvania virginia arizona wisconsin minnesota carolina hampshire jersey
        louisiana kansas colorado alabama tennessee kentucky missouri indiana illinois massachusetts connecticut
        maryland delaware oregon utah montana alaska hawaii angeles francisco vegas miami philadelphia atlanta
        seattle detroit cleveland orlando brooklyn manhattan hollywood netherlands belgium sweden norway denmark
        finland austria switzerland greece hungary romania korea vietnam taiwan cuba venezuela libya"""),
    place_words=listed("""room street road avenue square park bay county river lake island islands airport bridge
        beach hill hills valley harbour harbor coast city town village district province mountains"""),
    work_words=listed("book novel film movie song album play musical opera series show essay memoir painting poem"),
    not_names=listed("""the a an in on at but and or so if when while after before as for from by with to of not no
        yes what who how why where which some many most according however meanwhile since although though
        because during under both each one two three four five six seven eight nine ten this that these those
        there here his her its their our my your he she it they we i you then now still also even just only
        asked told said such all any every another other others more much few several let well oh thank thanks
        please breaking news watch read live update updates video exclusive opinion photo photos
        is are was were be been do does did has have had can could will would may might must should never
        perhaps maybe instead despite until once again like unlike nor yet later earlier today tomorrow
        yesterday tonight monday tuesday wednesday thursday friday saturday sunday january february march april
        june july august september october november december ok okay source credit image getty reuters/
        speaking asking i’m i'm i’ve i've it’s it's that’s that's he’s he's she’s she's we’re we're don’t don't
        they’re they're there’s there's what’s what's let’s let's you’re you're we’ve we've i’ll i'll i’d i'd
        out over up down about into through between among against back first last next new good great americans
        american republicans democrats republican democrat democratic"""),
    glued_adjectives=listed("""big major former longtime long-time close top leading prominent key senior fellow
        veteran vocal strong staunch fierce frequent local wealthy young new great good small little large"""),
    speech_nouns=listed("""statement statements comment comments remark remarks call calls claim claims promise promises
        warning warnings pledge pledges assertion assertions argument arguments description criticism suggestion
        insistence vow vows declaration accusation accusations allegation allegations contention complaint view views
        belief prediction question questions speech tweet tweets message messages words response reply answer quip joke
        phrase slogan motto mantra plea threat proposal observation conclusion announcement admission acknowledgement
        acknowledgment retort comparison reference line quote quotes letter report article essay column memo email
        e-mail book post testimony opinion ruling decision dissent"""),
    owners=listed("his her their"),
    stand_alone=listed("another both several some many most each all few one these those this that other others"),
    not_bound=listed("""this that these those one another some many most several both each all few two three four five
        six any every other"""),
    speaking_relatives=listed("who"),
    title_cues=listed("post posts states report reports speaking charged tells"),
    adverb_ending="ly",
    no_adverbs=listed("""rally reply apply imply belly jelly bully silly daily early family assembly anomaly monopoly
        butterfly supply resupply multiply comply weekly monthly elderly friendly likely unlikely lonely deadly costly
        lively lovely orderly quarterly scholarly timely unfriendly firefly"""),
    inside_names=listed("may will march april june august new good first news american democratic republican"),
    particles=listed("de van von der den del della di da la le bin ibn al el ter ten du dos y e zu"),
    months=grouped(dict(enumerate(["january jan", "february feb", "march mar", "april apr", "may", "june jun",
        "july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec"], 1))),
    weekdays=grouped(dict(enumerate(["monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs",
        "friday fri", "saturday sat", "sunday sun"]))),
    days={"today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1,
        "last night": -1, "last evening": -1, "day before yesterday": -2, "tomorrow": 1, "day after tomorrow": 2},
    nights=listed("overnight"),
    periods=grouped({"hour": "hour hours", "day": "day days", "week": "week weeks", "month": "month months",
        "fortnight": "fortnight fortnights", "year": "year years", "decade": "decade decades", "weekend": "weekend weekends", "quarter": "quarter",
        "half": "half", "century": "century"}),
    last=listed("last"),
    past=listed("past"),
    this=listed("this"),
    next=listed("next coming"),
    ago=listed("ago"),
    from_now=("from now",),
    within=listed("in"),
    parts={"early": "early", "mid": "mid", "late": "late", "earlier": "so_far", "later": "to_come", "so far": "so_far"},
    seasons={"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
    ordinals={"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "opening": 1},
    since=listed("""in of since by until till from to through during before after between early late mid last next
        this around year back for ending started"""),
    until=listed("by until till before through"),
    between=listed("between"),
    no_day=listed("first second third fourth final that same one usual every each a any black cyber super good ash easter palm bloody casual taco giving"),
    ahead=listed("""begin resume expire forecast predicted projected tipped will won't won’t would could shall must can should may might going due set scheduled expected planned
        slated poised likely plans plan planning hopes intends wants vows vowed agreed pledged promised begins starts
        opens meets faces votes returns resumes expires ends closes kicks takes goes leaves arrives comes hosts plays
        continues departs reopens appears travels flies airs premieres launches expects hopes aims
        runs ahead upcoming starting beginning deadline tomorrow looms approaches marks ready meet face open"""),
    behind=listed("""said told was were had did died won left came went took gave began made ran fell rose broke met
        held sent wrote spoke led lost shot hit found saw got kept brought thought paid sold bought stood sat drew flew
        grew knew threw struck swore tore wore froze chose drove rode burst cost cut put shut quit spread fought caught
        taught sought built says been became dealt slid sank shook hung fled felt read heard happened resigned filed"""),
    lasting=listed("will to would could can may might should must not don’t don't won’t won't it they that which"),
    pledges=listed("vowed agreed pledged promised"),
    planned=listed("""go come take continue resume return meet vote play face fly travel head gather decide kick get
        close open begin start reopen convene appear air launch"""),
    holidays={"new year's day": (1, 1), "new year’s day": (1, 1), "new year's eve": (12, 31),
        "new year’s eve": (12, 31), "christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26),
        "valentine's day": (2, 14), "valentine’s day": (2, 14), "fourth of july": (7, 4), "july fourth": (7, 4),
        "all saints' day": (11, 1), "all saints’ day": (11, 1), "st. patrick's day": (3, 17),
        "st. patrick’s day": (3, 17), "st patrick's day": (3, 17), "st patrick’s day": (3, 17)},
    deferring=listed("""adjourned postponed delayed suspended extended remanded closed shut deferred pushed rescheduled
        banned barred open"""),
    past_ending="ed",
    parts_of_day=listed("morning afternoon evening night"),
    numbers=grouped(dict(enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
        "nineteen", "twenty"]))) | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
        "eighty": 80, "ninety": 90},
    fractions={"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
        "tenth": 10, "tenths": 10},
    coins={"cent": "", "cents": "", "pence": "GBP", "penny": "GBP", "p": "GBP"},
    magnitudes={"dozen": 1, "hundred": 2, "thousand": 3, "lakh": 5, "crore": 7, "k": 3, "million": 6, "m": 6, "mn": 6, "mln": 6, "billion": 9, "bn": 9,
        "b": 9, "bln": 9, "trillion": 12, "tn": 12, "trn": 12},
    currencies=grouped({"USD": "dollar dollars bucks", "EUR": "euro euros", "GBP": "pound pounds sterling quid",
        "JPY": "yen", "CNY": "yuan renminbi", "INR": "rupee rupees", "CHF": "franc francs", "RUB": "ruble rubles rouble roubles",
        "KRW": "won", "SEK": "kronor krona", "DKK": "kroner krone", "MXN": "peso pesos", "ILS": "shekel shekels",
        "PLN": "zloty zlotys", "ZAR": "rand", "TRY": "lira liras", "BRL": "reais", "NGN": "naira", "THB": "baht",
        "SAR": "riyal riyals", "AED": "dirham dirhams", "KES": "shilling shillings", "UAH": "hryvnia hryvnias",
        "VND": "dong", "IDR": "rupiah", "MYR": "ringgit", "HUF": "forint forints", "CZK": "koruna crowns"})
        | {f"{land} {unit}": code for land, unit, code in (("canadian", "dollars", "CAD"),
            ("australian", "dollars", "AUD"), ("new zealand", "dollars", "NZD"), ("hong kong", "dollars", "HKD"),
            ("singapore", "dollars", "SGD"), ("u.s.", "dollars", "USD"), ("us", "dollars", "USD"),
            ("american", "dollars", "USD"), ("swiss", "francs", "CHF"), ("norwegian", "kroner", "NOK"),
            ("norwegian", "crowns", "NOK"), ("danish", "crowns", "DKK"), ("swedish", "crowns", "SEK"),
            ("pounds", "sterling", "GBP"), ("egyptian", "pounds", "EGP"), ("lebanese", "pounds", "LBP"),
            ("pakistani", "rupees", "PKR"), ("sri lankan", "rupees", "LKR"), ("argentine", "pesos", "ARS"),
            ("chilean", "pesos", "CLP"), ("colombian", "pesos", "COP"), ("philippine", "pesos", "PHP"),
            ("iranian", "rials", "IRR"), ("kuwaiti", "dinars", "KWD"), ("cfa", "francs", "XOF"),
            ("saudi", "riyals", "SAR"), ("saudi", "riyal", "SAR"), ("qatari", "riyals", "QAR"), ("omani", "rials", "OMR"),
            ("emirati", "dirhams", "AED"), ("uae", "dirhams", "AED"), ("moroccan", "dirhams", "MAD"),
            ("iraqi", "dinars", "IQD"), ("jordanian", "dinars", "JOD"), ("bahraini", "dinars", "BHD"),
            ("tunisian", "dinars", "TND"), ("algerian", "dinars", "DZD"), ("serbian", "dinars", "RSD"),
            ("israeli", "shekels", "ILS"), ("czech", "crowns", "CZK"), ("cuban", "pesos", "CUP"),
            ("uruguayan", "pesos", "UYU"), ("dominican", "pesos", "DOP"), ("taiwan", "dollars", "TWD"),
            ("taiwanese", "dollars", "TWD"), ("jamaican", "dollars", "JMD"), ("zimbabwean", "dollars", "ZWL"),
            ("nepali", "rupees", "NPR"), ("nepalese", "rupees", "NPR"), ("thai", "baht", "THB"),
            ("tanzanian", "shillings", "TZS"), ("ugandan", "shillings", "UGX"), ("syrian", "pounds", "SYP"),
            ("sudanese", "pounds", "SDG"), ("icelandic", "kronur", "ISK"), ("icelandic", "krona", "ISK"),
            ("romanian", "lei", "RON"), ("bulgarian", "leva", "BGN"), ("kazakh", "tenge", "KZT"))},
    per_cent=("percentage points", "percentage point", "per cent", "percent", "pct"),
    bounds={"a little over": "over", "slightly more than": "over", "slightly over": "over", "upwards of": "over",
        "well above": "over", "just above": "over", "a little less than": "under", "a little under": "under",
        "slightly less than": "under", "slightly under": "under", "just shy of": "under", "just below": "under",
        "not more than": "up_to", "a maximum of": "up_to", "maximum of": "up_to", "no higher than": "up_to",
        "not less than": "at_least", "minimum of": "at_least", "estimated": "about", "something like": "about",
        "in the region of": "about", "a good": "over", "north of": "over", "south of": "under", "well under": "under", "under": "under", "less than": "under", "fewer than": "under", "below": "under",
        "nearly": "under", "almost": "under", "just under": "under", "well below": "under", "no more than": "up_to",
        "at most": "up_to", "up to": "up_to", "as much as": "up_to", "as many as": "up_to", "about": "about",
        "around": "about", "roughly": "about", "approximately": "about", "some": "about", "an estimated": "about",
        "more than": "over", "over": "over", "above": "over", "well over": "over", "just over": "over",
        "greater than": "over", "at least": "at_least", "no less than": "at_least", "no fewer than": "at_least",
        "a minimum of": "at_least", "exceeding": "over", "as high as": "up_to", "as low as": "at_least", "as little as": "at_least",
        "as few as": "at_least", "upward of": "over", "slightly above": "over", "slightly below": "under",
        "a shade over": "over", "a shade under": "under", "a touch over": "over", "a touch under": "under",
        "a fraction over": "over", "a fraction under": "under", "a bit over": "over", "a bit more than": "over",
        "a bit under": "under", "a bit less than": "under", "little more than": "over", "little over": "over",
        "little less than": "under", "not far short of": "under", "far short of": "under", "just short of": "under",
        "short of": "under", "shy of": "under", "far more than": "over", "far less than": "under",
        "far fewer than": "under", "many more than": "over", "much more than": "over", "much less than": "under",
        "well more than": "over", "well in excess of": "over", "comfortably over": "over", "in the order of": "about",
        "on the order of": "about", "circa": "about", "getting on for": "about", "nothing less than": "at_least",
        "no fewer": "at_least", "no more": "up_to", "very nearly": "under", "only just over": "over",
        "only just under": "under", "not quite": "under", "at the very least": "at_least", "in excess of": "over", "close to": "about"},
    to=listed("to and"),
)  # fmt: skip
