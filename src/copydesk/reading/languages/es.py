"""The words of Spanish."""

from copydesk.reading.languages._language import CueKind, Language, PronounKind, grouped, listed

SPANISH = Language(
    code="es",
    name="Spanish",
    cues=grouped(
        {
            CueKind.SAY: """dijo dice dijeron dicen dicho diciendo""",
            CueKind.TELL: """aseguró asegura informó informa contó cuenta avisó""",
            CueKind.SPEAK: """replicó replica añadió añade agregó agrega respondió responde explicó explica continuó concluyó declaró declara anunció subrayó recordó insistió indicó indica señaló señala afirmó afirma manifestó expresó relató precisó reiteró prometió exclamó comentó comenta""",
            CueKind.CLAIM: """advirtió advierte criticó denunció denuncia sostuvo sostiene argumentó admitió reconoció negó confirmó acusó lamentó apuntó exigió reclamó destacó opinó opina consideró""",
            CueKind.WRITE: """escribió escribe tuiteó publicó posteó""",
            CueKind.CALL: """llamó llama calificó describió tildó""",
            CueKind.THINK: """cree creía piensa pensaba espera esperaba teme preguntó pregunta""",
            CueKind.SHOW: """muestra mostró revela reveló""",
            CueKind.LEARN: """supo informaron""",
        }
    ),
    pronouns=grouped(
        {
            PronounKind.MAN: "él",
            PronounKind.WOMAN: "ella",
            PronounKind.MANY: "ellos ellas nosotros",
            PronounKind.THING: "ello",
            PronounKind.SELF: "yo",
            PronounKind.RELATIVE: "quien",
        }
    ),
    auxiliaries=listed("""ha han había es era será también luego después ya se no"""),
    determiners=listed(
        """el la los las un una unos unas este esta estos estas ese esa su sus varios varias algunos algunas dos tres cuatro"""
    ),
    prepositions=listed(
        """de del a al en con por para contra entre durante antes tras desde hasta hacia sin sobre según bajo"""
    ),
    connectives=listed("""que y e pero o si cuando porque donde como aunque mientras pues"""),
    that=listed("""que"""),
    men=listed(
        """señor sr don hombre niño padre hijo hermano rey presidente ministro alcalde portavoz-hombre"""
    ),
    women=listed("""señora sra doña mujer niña madre hija hermana reina presidenta ministra alcaldesa"""),
    boys=listed(
        """alberto alejandro alfonso alfredo álvaro andrés ángel antonio arturo carlos césar cristian daniel david diego eduardo enrique ernesto felipe fernando francisco gabriel gonzalo guillermo gustavo héctor hugo ignacio iván jaime javier jesús joaquín jorge josé juan julio lorenzo luis manuel marcos mariano mario martín mateo miguel nicolás óscar pablo pedro rafael ramón raúl ricardo roberto rodrigo salvador santiago sergio tomás vicente víctor"""
    ),
    girls=listed(
        """adriana alejandra alicia ana andrea ángela beatriz blanca carla carmen carolina catalina cecilia clara claudia cristina daniela elena elisa emilia esther eva fernanda gabriela gloria inés irene isabel juana julia laura leticia lorena lucía luisa luz marcela margarita maría mariana marina marta mercedes mónica natalia nuria olga paloma patricia paula pilar raquel rosa rosario sandra sara silvia sofía soledad susana teresa valentina verónica victoria yolanda"""
    ),
    titles=listed(
        """concejal concejala ingeniero ingeniera abogado abogada señor sr señora sra don doña dr dra doctor doctora profesor profesora presidente presidenta ministro ministra primer alcalde alcaldesa senador senadora diputado diputada secretario secretaria director directora jefe jefa general coronel juez jueza fiscal obispo papa rey reina portavoz gobernador gobernadora consejero consejera entrenador"""
    ),
    roles=listed(
        """portavoz fuente fuentes testigo testigos abogado abogada fiscal policía ministerio gobierno partido empresa grupo sindicato asociación experto experta expertos alcalde alcaldesa presidente presidenta ministro ministra director directora vecino vecina informe estudio comunicado carta diario periódico agencia investigador investigadora profesor profesora estudiante pescador hombre mujer funcionario funcionarios persona"""
    ),
    anonymous=listed("""fuente fuentes funcionario funcionarios persona"""),
    organisation_words=listed(
        """sa banco universidad escuela ministerio partido sindicato asociación tribunal policía diario fundación instituto agencia senado congreso grupo compañía ayuntamiento"""
    ),
    places=listed(
        """españa méxico argentina chile colombia perú venezuela cuba europa américa eeuu rusia ucrania china madrid barcelona valencia sevilla bilbao málaga zaragoza lima bogotá caracas londres parís berlín washington moscú cataluña galicia andalucía"""
    ),
    place_words=listed("""calle plaza parque lago río isla puente bahía puerto ciudad pueblo"""),
    work_words=listed("""libro novela película canción álbum obra ópera serie"""),
    not_names=listed(
        """después luego entonces además según ahora también aquí allí el la los las un una unos unas él ella ellos ellas yo nosotros este esta estos estas ese esa y pero o si cuando porque donde como aunque mientras en con por para contra entre durante antes tras desde hasta hacia sin sobre según de del a al su sus varios algunos hoy ayer mañana lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre que qué quién sí no muy todo todos también ya así es son fue"""
    ),
    according=("según", "de acuerdo con"),
    anonymity=(
        "que pidió no ser",
        "que pidió el anonimato",
        "bajo condición de anonimato",
        "que prefirió no ser",
        "que no quiso ser identificad",
    ),
    speech_nouns=listed("""declaración declaraciones comentario comentarios promesa promesas advertencia afirmación
        afirmaciones acusación acusaciones crítica críticas pregunta preguntas respuesta discurso carta informe mensaje
        tuit palabra palabras opinión llamamiento anuncio comunicado amenaza denuncia"""),
    owners=listed("su sus"),
    stand_alone=listed(
        "ambos ambas varios varias algunos algunas muchos muchas otros otras todos todas este esta estos"
    ),
    not_bound=listed("varios varias algunos algunas este esta estos estas ese esa dos tres cuatro"),
    speaking_relatives=listed("quien quienes"),
    bare_cues=listed("""replicó dijo dice aseguró asegura informó contó añadió añade agregó agrega respondió responde explicó explica
        continuó concluyó declaró declara anunció subrayó recordó insistió indicó indica señaló señala afirmó afirma
        manifestó expresó relató precisó reiteró prometió exclamó comentó comenta advirtió advierte criticó denunció
        denuncia sostuvo sostiene argumentó admitió reconoció confirmó lamentó apuntó destacó opinó escribió tuiteó
        preguntó"""),
    adverb_ending="mente",
    no_adverbs=listed("mente clemente demente vehemente"),
    particles=listed("de del la las los y e van von der den della di da le bin ibn al el ter ten du dos zu"),
    months=grouped(
        dict(
            enumerate(
                [
                    "enero",
                    "febrero",
                    "marzo",
                    "abril",
                    "mayo",
                    "junio",
                    "julio",
                    "agosto",
                    "septiembre setiembre",
                    "octubre",
                    "noviembre",
                    "diciembre",
                ],
                1,
            )
        )
    ),
    weekdays=grouped(
        dict(enumerate(["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]))
    ),
    days={"hoy": 0, "esta mañana": 0, "esta noche": 0, "ayer": -1, "anoche": -1, "anteayer": -2, "mañana": 1},
    periods=grouped(
        {
            "hour": "hora horas",
            "day": "día días",
            "week": "semana semanas",
            "month": "mes meses",
            "quarter": "trimestre",
            "half": "semestre",
            "year": "año años",
        }
    ),
    last=listed("pasado pasada último última"),
    this=listed("este esta"),
    next=listed("próximo próxima"),
    ago=listed("atrás"),
    before_ago=("hace",),
    within=listed("en"),
    parts={"principios de": "early", "mediados de": "mid", "finales de": "late"},
    seasons={"primavera": 3, "verano": 6, "otoño": 9, "invierno": 12},
    ordinals={"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4},
    since=listed("en desde de hasta entre y a hacia principios finales mediados antes después"),
    until=listed("hasta antes"),
    between=listed("entre"),
    no_day=listed("cada los un todos"),
    ahead=listed("""va van debe deben prevé prevista previsto empieza comienza arranca próximo"""),
    ahead_endings=("rá", "rán"),
    behind=listed("""fue fueron era había dijo afirmó murió vino llegó"""),
    parts_of_day=listed("noche tarde"),
    numbers=grouped(
        dict(
            enumerate(
                [
                    "cero",
                    "uno un una",
                    "dos",
                    "tres",
                    "cuatro",
                    "cinco",
                    "seis",
                    "siete",
                    "ocho",
                    "nueve",
                    "diez",
                    "once",
                    "doce",
                ]
            )
        )
    )
    | {
        "trece": 13,
        "catorce": 14,
        "quince": 15,
        "dieciséis": 16,
        "diecisiete": 17,
        "dieciocho": 18,
        "diecinueve": 19,
    }
    | {"sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "doscientos": 200, "quinientos": 500}
    | {"veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "cien": 100, "ciento": 100},
    magnitudes={"mil": 3, "millón": 6, "millones": 6, "billón": 12, "billones": 12},
    currencies=grouped(
        {
            "EUR": "euro euros",
            "USD": "dólar dólares",
            "GBP": "libra libras",
            "MXN": "peso pesos",
            "JPY": "yen yenes",
        }
    ),
    fractions={"medio": 2, "media": 2, "mitad": 2, "tercio": 3, "tercios": 3, "cuarto": 4, "cuartos": 4},
    coins={"céntimo": "", "céntimos": "", "centavos": ""},
    per_cent=("por ciento", "puntos porcentuales"),
    bounds={
        "poco más de": "over",
        "un máximo de": "up_to",
        "un mínimo de": "at_least",
        "por lo menos": "at_least",
        "menos de": "under",
        "casi": "under",
        "más de": "over",
        "unos": "about",
        "unas": "about",
        "alrededor de": "about",
        "cerca de": "about",
        "hasta": "up_to",
        "al menos": "at_least",
        "como máximo": "up_to",
    },
    to=listed("a y"),
    decimal_comma=listed(","),
)
