"""Common first names of the languages of the outlets we watch: they tell a person from a firm of two words.

They only ever speak for a name; a name that is not here is judged without them.
"""

from __future__ import annotations

_NAMES = """
aaron abdul abigail adam adrian adriana agnes ahmed aisha alan albert alejandro aleksandar alessandro alex
alexander alexandra alexis alfred ali alice alicia alison allison alma amanda amber amelia amina amir amy ana
anastasia anders andre andrea andreas andreea andrei andrew andrzej andy angela angelika angelo anita anja ann
anna annabel anne annette annie anthony antje anton antonella antonia antonio april arash ariana arjun arne
arnold arthur astrid audrey axel barbara bastian beata beate beatrice beatriz ben benedict benedikt benjamin
bernard bernd bernhard bert beth bettina bianca bill birgit birgitta bjorn björn blair bob boris brad bradley
brandon brenda brendan brent brett brian bridget brigitte britta bruce bruno bryan caitlin camila camille
candice carina carl carla carlo carlos carmen carol carolin carolina caroline carolyn carsten casey catherine
cathy cecilia chad charles charlie charlotte chelsea chen chiara chloe chris christa christian christiane
christina christine christof christoffer christoph christopher christy cindy claire clara clare claude claudia
claudio claus clemens colin colleen connie connor constance cora corinna corinne cory courtney craig cristian
cristina curt cynthia daisy dale damian dan dana daniel daniela daniele danielle danny dario darius darren dave
david dawn dean debbie deborah debra deepak denis denise dennis derek diana diane dieter dietmar dimitri dirk
dmitri dmitry dominic dominik dominique don donald donna dora doris dorothea dorothy doug douglas duncan dustin
dylan ed eddie edith eduardo edward edwin eileen elaine eleanor elena eli elias elisa elisabeth elise elizabeth
ella ellen elliot emil emilia emilie emily emma enrico enrique eric erica erich erik erika erin ernst esther
eugen eugene eva evan eve evelyn fabian fabio faith fatima federico felicia felix ferdinand fernanda fernando
fiona flora florence florian frances francesca francesco francis francisco franco francois frank franz franziska
françois fred frederic frederick frederik frida friedrich gabriel gabriela gabriele gabriella gareth gary gavin
gemma geoff geoffrey georg george georgia georgina gerald gerard gerd gerhard gerrit gesa gianni gina giorgio
giovanni giulia giuseppe gloria gordon grace graham grant greg gregor gregory greta guido guillaume gunnar
gustav guy günter günther hanna hannah hannes hans harald harold harriet harry hassan heather heidi heike heiko
heiner heinrich heinz helen helena helene helga helmut hendrik henning henri henrik henry herbert hermann hilary
holger holly horst howard hugh hugo ian ibrahim ida igor ilona ilse inga inge ingo ingrid irene irina iris isaac
isabel isabella isabelle ivan jack jackie jacob jacqueline jacques jaime jake jakob jakub james jamie jan jana
jane janet janine jannik jason javier jay jean jeanette jeff jeffrey jenna jennifer jenny jens jeremy jerome
jerry jesper jesse jessica jessie jill jim jimmy jo joachim joan joanna joanne joao jochen jodi joe joel joerg
johan johann johanna johannes john johnny jon jonas jonathan jordan jorge jose josef joseph josephine josh
joshua josé joy joyce joão juan judith judy julia julian juliana julie juliet julio julius june justin justine
jutta jörg jürgen kai karen karin karina karl karla karoline karsten kaspar kate katharina katherine kathleen
kathrin kathryn kathy katie katja katrin kay keith kelly ken kenneth kerry kerstin kevin khalid kim kimberly
kirsten klara klaus konrad konstantin kristen kristian kristin kristina kristine kurt kyle lara larry lars laura
lauren laurence laurent lea leah lee lena leo leon leonard leonie leslie leticia lily linda lindsay lindsey lisa
liz lloyd logan lorenz lorenzo lori lothar lou louis louisa louise luca lucas lucia lucie lucy ludwig luis luisa
lukas luke lutz lydia lynn mackenzie madeleine madeline madison magdalena maggie malcolm malte manfred manuel
manuela mara marc marcel marcin marco marcos marcus margaret margarita maria marian mariana marianne marie
marina mario marion marius mark marko markus marlene marta martha martin martina mary mathias mathieu mathilde
matt matteo matthew matthias matthieu maurice mauro max maxim maximilian maya megan mehmet mel melanie melissa
mercedes meredith mia michael michal michel michela michele michelle miguel mike mikhail milan mira miriam mirko
mitchell mohamed mohammad mohammed moira molly mona monica monika monique moritz muhammad murat mustafa nadia
nadine nancy naomi natalia natalie natasha nathan nathaniel neil nelly niall nicholas nick nicola nicolas nicole
niels niklas niko nikola nikolai nikolaus nils nina noah noel nora norbert norman olaf oleg olga oliver olivia
olivier omar oscar oskar otto owain owen pablo pamela paola paolo pascal patricia patrick patrizia paul paula
paulina pauline paulo pedro peggy penny per pete peter petra phil philip philipp philippe phillip pierre pieter
piotr polly priya rachel rafael rainer ralf ralph ramon randy raphael raquel raul ray raymond rebecca regina
reinhard renate rene rené ricardo riccardo richard rick rita rob robert roberta roberto robin rodrigo roger
roland rolf roman ron ronald rosa rose rosemary ross roy rudolf rupert russell ruth ryan sabine sabrina sally
salvatore sam samantha samir samuel sandra sandy sara sarah sascha saskia scott sean sebastian serge sergei
sergio seth shane shannon sharon shaun shawn sheila shelby shelia shelley sherry shirley siegfried sigrid silke
silvia simon simona simone sofia sofie sonia sonja sophia sophie spencer stacey stacy stanley stefan stefanie
stefano steffen stella stephan stephanie stephen steve steven stewart stuart sue sunil susan susanna susanne
suzanne svein sven svenja sybille sylvia tamara tania tanja tanya tara tatiana ted terence teresa terry thea
theo theodor theresa thomas thorsten tiffany tim timo timothy tina tobias todd tom tomas tomasz tommy toni tony
torben torsten tracy travis trevor tyler udo ulf ulrich ulrike ursula ute uwe valentin valentina valerie vanessa
vera veronica veronika victor victoria viktor viktoria vincent vincenzo viola virginia vivian vladimir volker
walter waltraud wanda wayne wendy werner wes wilfried wilhelm will willem william willy winfried wolf wolfgang
xavier yasmin yuri yusuf yves yvonne zach zachary zoe
"""

FIRST_NAMES = frozenset(_NAMES.split())
