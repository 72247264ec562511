"""Words that tell names apart: family names that come first, jobs, last words of bodies and places, short forms.

Lists of our own, in lower case, like those of `_gazetteer`.
"""

from __future__ import annotations

from copydesk.reading.languages import listed

#: People whom news names by one word.
PEOPLE = listed(
    """trump putin biden musk obama netanyahu zelensky zelenskyy zelenskiy macron merz scholz merkel starmer sunak truss
    thatcher churchill modi erdogan erdoğan orban orbán meloni lula bolsonaro milei maduro khamenei assad gaddafi
    mccarthy mcconnell pelosi clinton bush reagan nixon carter kennedy lincoln roosevelt mandela gandhi hitler stalin
    lenin mao napoleon mozart beethoven bach shakespeare picasso einstein darwin newton freud marx beyoncé beyonce adele
    rihanna madonna shakira drake eminem pelé messi ronaldo neymar mbappé mbappe haaland djokovic nadal federer navalny
    zuckerberg bezos epstein harris vance rubio hegseth desantis romney mccain sanders warren lavrov xi yeltsin
    gorbachev brezhnev khrushchev castro guevara chávez chavez abbas sinwar haniyeh nasrallah soleimani khashoggi
    albanese ardern trudeau carney farage corbyn cameron blair sturgeon salmond varadkar ratzinger wojtyla"""
)
#: Family names that stand first, where they do in China, Korea and Vietnam.
FAMILY_FIRST = listed(
    """xi li kim yoon moon park lee mao chen wang zhang liu zhao zhou wu deng hu jiang wen ban han cho choi jung jeong kang
    lim nguyen nguyễn tran trần pham phạm vo shin yang huang lin tsai lai ma roh chung peng bo sun ai yao guo xu zhu cao
    feng luo tang song liang qin ko kwon hwang ahn son bae bong seo oh suh hong yun chun rhee no syngman to le ho ngo"""
)
#: Before a name with a capital only because they open a sentence or a headline.
JOBS = listed(
    """striker midfielder defender goalkeeper winger forward captain manager coach singer actor actress comedian comic
    author novelist poet director producer rapper footballer golfer boxer swimmer sprinter cyclist driver model presenter
    broadcaster chef designer entrepreneur billionaire tycoon businessman businesswoman campaigner activist veteran
    historian scientist physicist biologist economist analyst astronaut detective inspector sergeant constable pc dc pm dci
    det supt superintendent nurse lawyer barrister solicitor attorney coroner insp playwright composer conductor guitarist
    drummer bassist violinist pianist photographer filmmaker film-maker screenwriter journalist reporter columnist
    commentator pundit teenager pensioner mum mother father widow farmer teacher headteacher paramedic firefighter surgeon
    psychologist psychiatrist epidemiologist virologist climatologist geologist architect sculptor painter artist
    quarterback pitcher outfielder shortstop catcher linebacker centre-back full-back batsman bowler spinner all-rounder
    fly-half scrum-half lock jockey trainer skipper forward-looking champion olympian runner skier snowboarder gymnast
    whistleblower whistle-blower influencer youtuber blogger philanthropist financier banker publisher editor lyricist
    songwriter dancer choreographer magician illusionist"""
)
#: What the law calls a firm, as its last word.
FIRM_FORMS = listed(
    "inc corp co ltd plc llc llp lp ag se gmbh kg kgaa nv bv oyj asa aps spa sarl pte bhd pty s.a n.v s.p.a"
)
#: Capitals that name nobody.
NO_NAMES = listed(
    "tv tvs wi-fi wifi gps dna rna ai it hr pr iq id ids vat gdp cctv pc pcs dvd dvds cd cds suv suvs atm pin hiv aids adhd ev evs"
)
#: Titles that are surnames too where they end a name: "Stephen King".
SURNAMES = listed("king bishop judge pope prince major dean marshal earl baron duke sergeant lord chancellor")
#: Before the name of a street: "King Street".
OF_STREETS = listed("king queen prince princess duke bishop abbot church college")
#: Last words of bodies.
BODY_LAST = listed(
    """newspapers examiner inquirer enquirer herald bulletin register dispatch ledger advertiser echo argus monitor media entertainment airways air motor motors pictures records studios games pharmaceuticals oil
    petroleum steel foods stores insurance securities ventures laboratories solutions software communications telecom
    electronics industries enterprises brothers gazette chronicle telegraph observer mirror mail times fc afc united rovers
    wanderers athletic albion hotspur celtic rangers palace-fc forest dortmund celtics lakers knicks nets bulls
    warriors clippers mavericks nuggets pistons rockets pacers grizzlies heat bucks timberwolves pelicans thunder magic
    76ers suns blazers kings spurs raptors jazz wizards patriots bills dolphins jets ravens bengals browns steelers texans
    colts jaguars titans broncos chiefs raiders chargers cowboys giants eagles commanders bears lions packers vikings
    falcons panthers saints buccaneers cardinals rams 49ers seahawks yankees mets phillies nationals braves marlins cubs
    brewers reds pirates dodgers padres rockies diamondbacks astros angels athletics mariners orioles rays tigers royals
    twins guardians bruins sabres senators canadiens lightning leafs hurricanes islanders flyers penguins capitals
    blackhawks avalanche predators blues jets-fc ducks oilers flames sharks canucks kraken railway railways rail trains
    police constabulary brigade corps forces command battalion regiment division squadron college schools universities
    alliance coalition movement brotherhood resistance forum congress assembly tribunal inquiry consortium institution
    hotels resorts cruises lines logistics freight express pharma biotech therapeutics robotics semiconductor
    semiconductors motorsport racing mercedes cycling rugby netball cricket basketball advisers advisors associates
    consulting analytics research intelligence service services supermarkets retail fashion beauty cosmetics breweries
    brewery distillery vineyards farms dairies utilities water electric gas nuclear solar wind aerospace aviation
    defence defense security democrats republicans conservatives greens socialists liberals nationalists"""
)
#: Titles in short that the list of offices does not know, before a name.
TITLES = listed(
    "baroness baron viscount viscountess earl countess marquess vp rep reps sen sens gov govs del cllr mp mep msp td qc kc cpl pfc pvt spc adm cmdr hon rt pm fm"
)
#: How nouns end that no person is called.
NOUN_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ism",
    "ship",
    "ance",
    "ence",
    "ology",
    "graphy",
    "hood",
    "ware",
    "works",
)
#: Last words of places.
PLACE_LAST = listed(
    """sea ocean reef desert canyon falls bridge tower towers castle cathedral stadium arena plaza station peninsula
    archipelago basin delta plateau gorge pass creek springs heights gardens quarter corridor canal channel crossing
    lagoon glacier volcano forest bank-region coast shore
    rainforest prison jail camp motorway freeway parkway turnpike roundabout pier wharf docks """
)
#: Last words of what is neither person, body, place nor work.
NO_NAME_LAST = listed(
    """prize award awards medal trophy act bill amendment war treaty accord accords agreement doctrine syndrome disease
    virus day eve week month games olympics paralympics championship championships election elections primary
    scholarship fellowship project plan protocol convention"""
)
#: First words of weather that has a name.
STORMS = listed("hurricane storm typhoon cyclone")
#: Offices and other phrases with capitals that name nobody.
OFFICES = frozenset(
    ["secretary of state", "attorney general", "prime minister", "foreign secretary", "home secretary", "chief executive",
     "chief justice", "speaker of the house", "secretary general", "chief of staff", "director general", "vice president",
     "first lady", "surgeon general", "house speaker", "majority leader", "minority leader", "senate majority",
     "district attorney", "chief constable", "lord mayor", "chief whip", "shadow chancellor", "chief minister",
     "third world", "middle class", "world war", "cold war", "good friday", "wi-fi"]
)  # fmt: skip
#: Short forms that share no letters' order with what they stand for.
ALIASES = {
    "fed": ("federal reserve",),
    "met": ("metropolitan police", "metropolitan police service", "metropolitan museum of art"),
    "tories": ("conservative party",),
    "lib dems": ("liberal democrats", "liberal democrat party"),
    "dems": ("democratic party",),
    "gop": ("republican party",),
    "snp": ("scottish national party",),
    "mps": ("metropolitan police service",),
    "strip": ("gaza strip",),
    "garda": ("garda síochána",),
    "yard": ("scotland yard",),
}
#: Bodies whose name ends in a possessive.
POSSESSED = listed(
    """mcdonald sainsbury domino wendy macy kohl levi lloyd moody sotheby christie jerry morrison waitrose tiffany
    ladbroke denny chili applebee kellogg hershey reese lay claire dillard victoria papa carl arby popeye"""
)
