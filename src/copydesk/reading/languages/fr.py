"""The words of French."""

from copydesk.reading.languages._language import CueKind, Language, PronounKind, grouped, listed

FRENCH = Language(
    code="fr",
    name="French",
    cues=grouped(
        {
            CueKind.SAY: """dit disait disent dire dixit""",
            CueKind.TELL: """confie confié assure assuré informe informé prévenu""",
            CueKind.SPEAK: """ajoute ajouté ajoutait répond répondu explique expliqué expliquait précise précisé poursuit poursuivi conclut conclu lance lancé déclare déclaré déclarait annonce annoncé souligne souligné rappelle rappelé insiste insisté raconte raconté réagi réagit témoigne témoigné affirme affirmé reconnu reconnaît promis promet réplique répliqué rétorque rétorqué plaisante s'exclame résume résumé""",
            CueKind.CLAIM: """estime estimé juge jugé prévient averti critique critiqué dénonce dénoncé regrette regretté martèle martelé soutient soutenu observe observé note noté admet admis nie nié confirme confirmé accuse accusé""",
            CueKind.WRITE: """écrit écrivait tweeté publié posté""",
            CueKind.CALL: """appelle appelé qualifie qualifié décrit surnommé""",
            CueKind.THINK: """pense pensait croit croyait espère espérait craint demande demandé""",
            CueKind.SHOW: """montre montré révèle révélé indique indiqué""",
            CueKind.LEARN: """appris apprend rapporte rapporté""",
        }
    ),
    pronouns=grouped(
        {
            PronounKind.MAN: "il",
            PronounKind.WOMAN: "elle",
            PronounKind.MANY: "ils elles nous on",
            PronounKind.THING: "cela",
            PronounKind.SELF: "je",
            PronounKind.RELATIVE: "qui",
        }
    ),
    auxiliaries=listed("""a ont avait est était sera aussi ensuite encore déjà plus-tard s'est"""),
    determiners=listed(
        """le la les un une des l' ce cet cette ces son sa ses leur leurs notre plusieurs quelques deux trois quatre certains"""
    ),
    prepositions=listed(
        """de du des à au aux en dans sur sous avec pour par contre entre pendant avant après depuis chez vers sans selon lors"""
    ),
    connectives=listed("""que et mais ou si quand car où dont comme lorsque puisque parce donc"""),
    that=listed("""que"""),
    men=listed("""m monsieur homme garçon père fils frère roi président ministre maire porte-parole"""),
    women=listed("""mme madame mlle femme fille mère soeur sœur reine présidente ministre-femme"""),
    boys=listed(
        """alain alexandre antoine arnaud benoît bernard bruno christophe claude daniel denis didier édouard emmanuel éric étienne fabien françois frédéric gabriel georges gérard gilles guillaume henri hugo jacques jean jérôme julien laurent louis luc lucas marc mathieu michel nicolas olivier pascal patrick paul philippe pierre raphaël rené richard robert sébastien serge stéphane thierry thomas victor vincent xavier yves"""
    ),
    girls=listed(
        """agnès alice anne aurélie béatrice brigitte camille caroline catherine cécile céline chantal charlotte christine claire clara corinne delphine élisabeth élise émilie emma fabienne florence françoise hélène inès isabelle jeanne julie juliette karine laure léa lucie manon marie marine martine mathilde monique nathalie nicole pauline sandrine sophie stéphanie sylvie valérie véronique virginie"""
    ),
    titles=listed(
        """m mme mlle monsieur madame dr docteur professeur président présidente ministre premier maire sénateur sénatrice député députée secrétaire directeur directrice pdg chef patron général colonel juge procureur procureure avocat avocate évêque pape roi reine porte-parole commissaire préfet préfète"""
    ),
    roles=listed(
        """porte-parole responsable responsables source sources témoin témoins avocat avocate procureur procureure police ministère gouvernement parti entreprise groupe syndicat association expert experte experts maire président présidente ministre directeur directrice patron habitant habitante voisin voisine rapport étude communiqué lettre journal agence chercheur chercheuse professeur élève étudiant pêcheur homme femme enquêteurs proche proches"""
    ),
    anonymous=listed("""source sources responsable proche proches personne fonctionnaire"""),
    organisation_words=listed(
        """sa sarl banque université école ministère parti syndicat association tribunal police gendarmerie journal fondation institut agence sénat groupe compagnie société"""
    ),
    places=listed(
        """france allemagne belgique suisse espagne italie europe amérique états-unis russie ukraine chine paris lyon marseille toulouse bordeaux lille nantes strasbourg nice rennes bruxelles genève londres berlin washington moscou bretagne normandie"""
    ),
    place_words=listed("""rue place parc lac rivière île pont baie port ville village"""),
    work_words=listed("""livre roman film chanson album pièce opéra série"""),
    not_names=listed(
        """le la les un une des il elle ils elles nous vous on je ce cet cette ces et mais ou si quand car où comme dans sur sous avec pour par contre entre pendant avant après depuis chez vers sans selon lors en à au aux de du son sa ses leur leurs plusieurs aujourd'hui hier demain lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre c'est c’est qui que quoi oui non ne pas très tout tous toute cela ça"""
    ),
    according=("selon", "d’après", "d'après"),
    anonymity=(
        "qui a requis l’anonymat",
        "qui a requis l'anonymat",
        "sous couvert d’anonymat",
        "sous couvert d'anonymat",
        "sous le couvert de l’anonymat",
        "qui souhaite rester anonyme",
    ),
    speech_nouns=listed("""déclaration déclarations commentaire commentaires remarque remarques propos promesse
        promesses affirmation affirmations accusation accusations critique critiques question questions réponse discours
        lettre rapport message tweet parole paroles mot mots avis opinion appel annonce communiqué menace"""),
    owners=listed("son sa ses leur leurs"),
    stand_alone=listed("plusieurs certains certaines beaucoup tous toutes autres deux quelques-uns"),
    not_bound=listed("plusieurs quelques deux trois quatre certains"),
    speaking_relatives=listed("qui"),
    adverb_ending="ment",
    no_adverbs=listed("""gouvernement parlement moment document département événement mouvement règlement jugement
        paiement logement bâtiment sentiment argument monument changement développement traitement élément appartement
        comment établissement engagement investissement financement licenciement financements ment"""),
    particles=listed("de du des d la le van von der den del della di da bin ibn al el ter ten dos y e zu"),
    months=grouped(
        dict(
            enumerate(
                [
                    "janvier",
                    "février",
                    "mars",
                    "avril",
                    "mai",
                    "juin",
                    "juillet",
                    "août",
                    "septembre",
                    "octobre",
                    "novembre",
                    "décembre",
                ],
                1,
            )
        )
    ),
    weekdays=grouped(
        dict(enumerate(["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]))
    ),
    days={"aujourd'hui": 0, "aujourd’hui": 0, "hier": -1, "avant-hier": -2, "demain": 1},
    periods=grouped(
        {
            "hour": "heure heures",
            "day": "jour jours",
            "week": "semaine semaines",
            "weekend": "week-end",
            "month": "mois",
            "quarter": "trimestre",
            "half": "semestre",
            "year": "an ans année années",
        }
    ),
    last=listed("dernier dernière passé passée"),
    this=listed("ce cette cet"),
    next=listed("prochain prochaine"),
    before_ago=("il y a",),
    within=listed("dans"),
    parts={"début": "early", "mi": "mid", "fin": "late"},
    seasons={"printemps": 3, "été": 6, "automne": 9, "hiver": 12},
    ordinals={"premier": 1, "deuxième": 2, "second": 2, "troisième": 3, "quatrième": 4},
    since=listed("en depuis de dès vers avant après début fin mi courant jusqu’en jusqu'en entre et à"),
    until=listed("jusqu’à jusqu'à avant"),
    between=listed("entre"),
    no_day=listed("chaque tous un"),
    ahead=listed("""va vont doit doivent devrait devraient prévu prévue débute commence prévoit prochain"""),
    ahead_endings=("ra", "ront"),
    behind=listed("""a ont est sont était étaient avait avaient dit déclaré affirmé"""),
    parts_of_day=listed("matin soir après-midi"),
    numbers=grouped(
        dict(
            enumerate(
                [
                    "zéro",
                    "un une",
                    "deux",
                    "trois",
                    "quatre",
                    "cinq",
                    "six",
                    "sept",
                    "huit",
                    "neuf",
                    "dix",
                    "onze",
                    "douze",
                ]
            )
        )
    )
    | {
        "treize": 13,
        "quatorze": 14,
        "quinze": 15,
        "seize": 16,
        "dix-sept": 17,
        "dix-huit": 18,
        "dix-neuf": 19,
        "soixante": 60,
        "soixante-dix": 70,
        "quatre-vingts": 80,
        "quatre-vingt": 80,
        "quatre-vingt-dix": 90,
    }
    | {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "cent": 100},
    magnitudes={"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9},
    currencies=grouped(
        {
            "EUR": "euro euros",
            "USD": "dollar dollars",
            "GBP": "livre livres",
            "CHF": "franc francs",
            "JPY": "yen yens",
        }
    )
    | {
        "francs suisses": "CHF",
        "dollars canadiens": "CAD",
        "dollars américains": "USD",
        "livres sterling": "GBP",
    },
    fractions={"demi": 2, "moitié": 2, "tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5},
    coins={"centime": "", "centimes": ""},
    per_cent=("pour cent", "points de pourcentage"),
    bounds={
        "un peu plus de": "over",
        "un peu moins de": "under",
        "au maximum": "up_to",
        "un minimum de": "at_least",
        "moins de": "under",
        "près de": "under",
        "presque": "under",
        "plus de": "over",
        "environ": "about",
        "autour de": "about",
        "quelque": "about",
        "jusqu’à": "up_to",
        "jusqu'à": "up_to",
        "au moins": "at_least",
        "au plus": "up_to",
    },
    to=listed("à et"),
    decimal_comma=listed(","),
)
