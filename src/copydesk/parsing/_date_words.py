"""The words dates are written in: months, weekdays and zones, lowered, without accents."""

from __future__ import annotations

_MONTHS_BY_NUMBER = (
    "jan january styczen stycznia ledna januara ianuarie ocak ocagi tammikuuta tammikuu январь января янв січня januar janner janvier enero ene gennaio gen janeiro januari",
    "feb february lutego luty unora februara februarie subat helmikuuta helmikuu февраль февраля фев лютого februar feber fevrier fev fevr febrero febbraio fevereiro februari",
    "mar march marzec marca brezna martie mart maaliskuuta maaliskuu март марта березня marz mrz mars marzo marco maart maerz",
    "apr april kwiecien kwietnia dubna aprila aprilie nisan huhtikuuta huhtikuu апрель апреля апр квітня avril avr abril abr aprile",
    "may mai maj maja kvetna maia mayis toukokuuta toukokuu маи мая травня mayo maggio mag maio mei",
    "jun june czerwiec czerwca cervna juna iunie haziran kesakuuta kesakuu июнь июня июн червня juni juin junio giugno giu junho",
    "jul july lipiec lipca cervence jula iulie temmuz heinakuuta heinakuu июль июля июл липня juli juillet juil julio luglio lug julho",
    "aug august sierpien sierpnia augusta agustos elokuuta elokuu augusti август августа авг серпня aout aou agosto ago augustus",
    "sep sept wrzesien wrzesnia zari septembra eylul syyskuuta syyskuu сентябрь сентября сен вересня september septembre septiembre setiembre set settembre setembro",
    "oct october pazdziernik pazdziernika rijna oktobra octombrie ekim lokakuuta lokakuu октябрь октября окт жовтня okt oktober octobre octubre ottobre ott outubro out",
    "nov november novembra noiembrie kasim marraskuuta marraskuu ноябрь ноября ноя novembre noviembre novembro",
    "dec december grudzien grudnia prosince decembra decembrie aralik joulukuuta joulukuu декабрь декабря дек грудня dez dezember decembre diciembre dic dicembre dezembro",
)

MONTHS: dict[str, int] = {
    word: number for number, words in enumerate(_MONTHS_BY_NUMBER, start=1) for word in words.split()
}

_WEEKDAY_WORDS = """
mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday
mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag sonnabend so sonntag
lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche
lunes martes mie miercoles jue jueves vie viernes sab sabado dom domingo
lunedi martedi mercoledi giovedi venerdi sabato domenica
"""
_SMALL_WORDS = """
de del le la les el der den dem am um a at on the of and uhr as h t th st nd rd er updated published
klo kl kello saat ora godz roku r g г года р den dne posted on veroffentlicht publie opublikowano publicado
"""

#: Words that may stand in a date and change nothing: weekdays, right or wrong, and small words.
SKIPPED: frozenset[str] = frozenset((_WEEKDAY_WORDS + _SMALL_WORDS).split())

MERIDIEMS: dict[str, int] = {"a": 0, "p": 12}

#: Minutes ahead of UTC. Where two countries share a name, the one that writes it in feeds more often.
ZONES: dict[str, int] = {
    name: minutes
    for minutes, names in (
        (0, "utc ut gmt z wet zulu"),
        (60, "cet met mez bst wat west"),
        (120, "cest mest mesz eet sast cat"),
        (180, "eest msk eat idt trt"),
        (240, "gst msd"),
        (300, "pkt uzt"),
        (330, "ist"),
        (345, "npt"),
        (420, "ict wib"),
        (480, "hkt sgt awst pht myt wita"),
        (540, "jst kst wit"),
        (570, "acst"),
        (600, "aest"),
        (630, "acdt"),
        (660, "aedt"),
        (720, "nzst"),
        (780, "nzdt"),
        (-150, "ndt"),
        (-180, "adt brt art"),
        (-210, "nst"),
        (-240, "edt ast clt"),
        (-300, "est cdt pet"),
        (-360, "cst mdt"),
        (-420, "mst pdt"),
        (-480, "pst akdt"),
        (-540, "akst"),
        (-600, "hst"),
    )
    for name in names.split()
}

#: Hours ahead of UTC in winter of the American names that say no season.
US_STANDARD: dict[str, int] = {"et": -5, "ct": -6, "mt": -7, "pt": -8}
