"""Words too common in news to say anything about where a text comes from."""

from __future__ import annotations

from copydesk.text.words import word_hash

_ENGLISH = """
a about above according across add added adding after again against ago all almost along already also although always
am among an and announced another any are around as asked at away back be became because become been before began
being below between big both but by call called came can cannot case com come comes coming could country day days
december did didnt do does doesnt doing done dont down during each early earlier eight end enough even ever every
expected february far few first five following for former found four friday from full further gave get give given go
going good got group had half has have having he held help her here high him his home how however hundred i if im in
include included including into is isnt it its itself january job june july just keep kept know known large last late
later latest least left less like likely little local long look made main major make making man many march march may
me mean men might million monday month months more morning most much must my name national near nearly never new news
next nine no none nor not november nothing now number october of off office official officials often old on once one
only open or order other others our out over own part past pct people per percent place plan plans point police press
public put read really recent recently released report reported reporters reports right said same saturday saw say
saying says second see seen september set seven several she should show since six small so some something soon
spokesman spokeswoman start started state statement states still story such sunday support take taken taking tell ten
than that thats the their them then there these they thing things think third this those though thousand three through
thursday time times to today together told tomorrow too took toward towards tuesday turn two under until up upon us
use used using very want wanted was wasnt way we website wednesday week weeks well went were what when where whether
which while who whole whom whose why will with within without wont work would year years yesterday yet you young your
"""

COMMON: frozenset[int] = frozenset(word_hash(each) for each in _ENGLISH.split())
