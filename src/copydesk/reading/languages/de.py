"""The words of German."""

from copydesk.reading.languages._language import CueKind, Language, PronounKind, grouped, listed

GERMAN = Language(
    code="de",
    name="German",
    cues=grouped(
        {
            CueKind.SAY: """sagte sagt sagten sagen gesagt""",
            CueKind.TELL: """teilte teilt informierte versicherte versichert""",
            CueKind.SPEAK: """ergänzte widersprach widerspricht fügte antwortete antwortet erklärte erklärt erklärten betonte betont rief erwiderte entgegnete äußerte räumte verkündete kündigte verriet scherzte wiederholte erzählte erzählt erläuterte berichtete versprach""",
            CueKind.CLAIM: """behauptete behauptet warnte warnt forderte fordert kritisierte kritisiert bestätigte bestätigt meinte meint mahnte lobte beklagte argumentierte bemerkte dementierte wies""",
            CueKind.WRITE: """schrieb schreibt twitterte postete notierte""",
            CueKind.CALL: """nannte nennt bezeichnete bezeichnet beschrieb""",
            CueKind.THINK: """glaubt glaubte denkt dachte findet fand hofft hoffte fürchtet fragte fragt""",
            CueKind.SHOW: """zeigt zeigte zeigen heißt hieß ergab""",
            CueKind.LEARN: """meldete meldet erfuhr""",
        }
    ),
    pronouns=grouped(
        {
            PronounKind.MAN: "er",
            PronounKind.WOMAN: "sie",
            PronounKind.MANY: "wir man",
            PronounKind.THING: "es",
            PronounKind.SELF: "ich",
            PronounKind.RELATIVE: "welcher",
        }
    ),
    auxiliaries=listed(
        """hat haben hatte ist sei war wird wurde würde habe am auch dann noch später zuvor bereits dazu sich nicht"""
    ),
    determiners=listed(
        """der die das den dem des ein eine einer einem einen eines dieser diese dieses sein seine seiner ihr ihre ihrer kein keine mehrere einige viele zwei drei vier"""
    ),
    prepositions=listed(
        """von in im an am auf bei beim mit zu zum zur für über gegen zwischen während vor nach aus bis seit durch unter um ohne laut wegen"""
    ),
    connectives=listed("""dass und aber oder wenn weil ob wie als wo wer was der da denn doch sondern"""),
    that=listed("""dass"""),
    men=listed(
        """herr mann junge vater sohn bruder sprecher präsident minister kanzler bürgermeister könig"""
    ),
    women=listed(
        """frau mädchen mutter tochter schwester sprecherin präsidentin ministerin kanzlerin bürgermeisterin königin"""
    ),
    boys=listed(
        """adam alexander andreas anton bernd boris christian daniel dieter dirk emil felix frank friedrich georg gerhard günter hans heiko heinrich helmut horst jan jens johannes jonas jörg jürgen kai karl klaus lars lukas manfred marco markus martin matthias max michael moritz nico olaf oliver otto paul peter philipp ralf robert stefan sven thomas tim tobias torsten ulrich uwe volker werner wolfgang"""
    ),
    girls=listed(
        """alice angela anna annalena anja antje barbara beate birgit brigitte christina claudia daniela doris elke elisabeth emma eva franziska gabriele gisela hanna heike helga ilse ingrid jana julia karin katharina katrin kerstin laura lena lisa maria marie marion martina monika nadine nicole petra renate sabine sandra sarah silke simone sonja stefanie susanne ulrike ursula ute"""
    ),
    titles=listed(
        """herr frau dr prof professor präsident präsidentin bundespräsident kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin bürgermeister bürgermeisterin oberbürgermeister ministerpräsident ministerpräsidentin chef chefin vorsitzender vorsitzende sprecher sprecherin direktor direktorin trainer trainerin richter richterin bischof papst könig königin generalsekretär"""
    ),
    roles=listed(
        """sprecher sprecherin polizei behörde ministerium regierung partei unternehmen konzern verband gewerkschaft experte expertin experten zeuge zeugin anwohner anwohnerin polizist präsident kanzler minister bürgermeister bürgermeisterin chef direktor trainer leiter leiterin mitarbeiter anwalt anwältin bericht studie brief erklärung mitteilung zeitung agentur forscher forscherin lehrer lehrerin student fischer bauer kreise person insider quelle quellen"""
    ),
    anonymous=listed("""person insider quelle quellen kreise kreisen mitarbeiter vertrauter beteiligter"""),
    organisation_words=listed(
        """gmbh ag se kg ev bank universität hochschule ministerium partei verband gewerkschaft gericht polizei verein zeitung stiftung institut amt agentur bundestag bundesrat gruppe"""
    ),
    places=listed(
        """deutschland österreich schweiz frankreich europa amerika usa russland ukraine china berlin hamburg münchen köln frankfurt stuttgart dresden leipzig wien zürich bern hannover bremen bayern sachsen hessen brüssel paris london washington moskau"""
    ),
    place_words=listed("""straße platz park see fluss insel brücke bucht hafen stadt dorf"""),
    work_words=listed("""buch roman film lied album stück oper serie"""),
    not_names=listed(
        """der die das ein eine er sie es wir ich man und aber oder wenn weil als in im am an auf bei mit zu zum zur für über gegen nach vor aus bis seit laut so doch auch dann nun noch schon nur hier dort dies diese dieser dieses sein ihr kein viele einige heute gestern morgen montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni juli august september oktober november dezember was wer wie wo warum das herr frau ja nein"""
    ),
    according=("laut", "nach angaben von", "zufolge"),
    anonymity=(
        "der nicht genannt werden",
        "die nicht genannt werden",
        "der anonym bleiben",
        "die anonym bleiben",
        "unter der bedingung der anonymität",
    ),
    speech_nouns=listed("""aussage aussagen äußerung äußerungen erklärung behauptung behauptungen warnung forderung
        forderungen vorwurf vorwürfe versprechen frage antwort rede brief bericht worte meinung ansicht kommentar
        bemerkung ankündigung drohung aufruf schreiben mitteilung tweet urteil"""),
    owners=listed("sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren"),
    stand_alone=listed("beide einige mehrere viele manche andere alle wenige dieser diese"),
    not_bound=listed("dieser diese dieses mehrere einige viele zwei drei vier beide andere"),
    particles=listed(
        "de van von der den vom zu zum zur del della di da la le bin ibn al el ter ten du dos y e"
    ),
    months=grouped(
        dict(
            enumerate(
                [
                    "januar jänner",
                    "februar",
                    "märz",
                    "april",
                    "mai",
                    "juni",
                    "juli",
                    "august",
                    "september",
                    "oktober",
                    "november",
                    "dezember",
                ],
                1,
            )
        )
    ),
    weekdays=grouped(
        dict(
            enumerate(
                ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag"]
            )
        )
    ),
    days={"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "übermorgen": 2},
    periods=grouped(
        {
            "day": "tag tage tagen",
            "week": "woche wochen",
            "month": "monat monate monaten",
            "year": "jahr jahre jahren jahres",
            "hour": "stunde stunden",
            "quarter": "quartal quartals",
            "half": "halbjahr halbjahres",
            "century": "jahrhundert",
            "weekend": "wochenende",
        }
    ),
    last=listed(
        "letzten letzte letztes letzter letztem vergangenen vergangene vergangenes vergangener vergangenem vorigen vorige voriges voriger"
    ),
    this=listed("diesen diese dieses diesem dieser"),
    next=listed(
        "nächsten nächste nächstes nächster nächstem kommenden kommende kommendes kommender kommendem"
    ),
    before_ago=("vor",),
    within=listed("in"),
    parts={"anfang": "early", "mitte": "mid", "ende": "late"},
    seasons={"frühling": 3, "frühjahr": 3, "sommer": 6, "herbst": 9, "winter": 12},
    ordinals=grouped(
        {
            1: "ersten erste erstes",
            2: "zweiten zweite zweites",
            3: "dritten dritte drittes",
            4: "vierten vierte viertes",
        }
    ),
    since=listed("im in seit bis von ab vom anfang mitte ende zum jahr jahre zwischen und nach vor"),
    until=listed("bis"),
    between=listed("zwischen"),
    no_day=listed("jeden jeder jedem schwarzer schwarzen einem einen"),
    ahead=listed(
        """wird werden soll sollen will wollen muss müssen plant planen beginnt startet endet kommt tritt tagt trifft geplant"""
    ),
    behind=listed("""wurde wurden war waren hatte hatten sagte hat ist haben sind starb kam ging gab"""),
    parts_of_day=listed("morgen vormittag nachmittag abend nacht"),
    numbers=grouped(
        dict(
            enumerate(
                [
                    "null",
                    "eins ein eine",
                    "zwei",
                    "drei",
                    "vier",
                    "fünf",
                    "sechs",
                    "sieben",
                    "acht",
                    "neun",
                    "zehn",
                    "elf",
                    "zwölf",
                ]
            )
        )
    )
    | {
        "dreizehn": 13,
        "vierzehn": 14,
        "fünfzehn": 15,
        "sechzehn": 16,
        "siebzehn": 17,
        "achtzehn": 18,
        "neunzehn": 19,
    }
    | {"sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90}
    | {
        f"{one}und{ten}": unit + 10 * number
        for unit, one in enumerate(
            ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"], 1
        )
        for number, ten in enumerate(
            ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"], 2
        )
    }
    | {"zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "hundert": 100},
    magnitudes={
        "tausend": 3,
        "million": 6,
        "millionen": 6,
        "mio": 6,
        "milliarde": 9,
        "milliarden": 9,
        "mrd": 9,
        "billion": 12,
        "billionen": 12,
    },
    currencies=grouped(
        {"EUR": "euro", "USD": "dollar us-dollar", "GBP": "pfund", "CHF": "franken", "JPY": "yen"}
    ),
    fractions={"halbe": 2, "halben": 2, "hälfte": 2, "drittel": 3, "viertel": 4, "fünftel": 5},
    coins={"cent": ""},
    per_cent=("prozent", "prozentpunkte", "prozentpunkten", "prozentpunkt"),
    bounds={
        "nicht mehr als": "up_to",
        "maximal": "up_to",
        "gut": "over",
        "beinahe": "under",
        "weniger als": "under",
        "unter": "under",
        "knapp": "under",
        "fast": "under",
        "mehr als": "over",
        "über": "over",
        "rund": "about",
        "etwa": "about",
        "ungefähr": "about",
        "circa": "about",
        "bis zu": "up_to",
        "höchstens": "up_to",
        "mindestens": "at_least",
    },
    to=listed("bis"),
    decimal_comma=listed(","),
    capital_nouns=listed("*"),
)
