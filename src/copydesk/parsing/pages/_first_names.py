"""Common first names of the languages of the outlets we watch: they tell a person from a firm of two words.

They only ever speak for a name; a name that is not here is judged without them.
"""

from __future__ import annotations

_NAMES = """
aaron abbie abdul abdullah abhishek abigail adam adele adeola adnan adrian adriana adrien agata agnes agnieszka
ahmad ahmed aidan aiden aileen aine aisha ajay akash akira alan albert alejandro aleksandar aleksander
aleksandra alena alessandra alessandro alessia alex alexander alexandra alexis alfonso alfred alfredo ali alice
alicia alina alisa alison alistair allan allen allison alma althea alvaro alyssa amadou amal amanda amber amelia
amelie amina amir amit amrit amy amélie ana anabel anahita anand anastasia anastasiya anatoly ander anders andre
andrea andreas andreea andrei andrew andrzej andré andréa andrés andy aneta angela angelika angelo angus anika
anil anirudh anita anja anjali anke ankit ann ann-kathrin anna anna-lena annabel anne anne-marie anne-sophie
annegret anneke anneliese annette annie annika anouchka anouk anthony antje antoine anton antonella antonia
antonio antony anu anupam anya aoife apoorva april arash ariana ariel arjun arne arnold arthur arturo arun
arvind asha ashish ashley ashok astrid atsushi audrey aurelie aurélie ava avery axel aya ayesha ayşe
azadeh bahar barbara bart basil bastian bea beata beate beatrice beatriz becca becky begoña belén ben benedict
benedikt benjamin benjamín benoit benoît berit bernard bernd bernhard bert beth bettany bettina bhavna bianca
bilal bill birgit birgitta bjorn björn blaine blair blanca bob bogdan bojan boris boyd brad bradley brahim bram
brandon brenda brendan brent brett brian bridget bridgette brigitte britta brooke bruce bruna bruno bryan bryce
byron caitlin caleb calum cameron camila camille camilo candice carey carina carl carla carlo carlos carlotta
carmela carmen carol carole carolin carolina caroline carolyn carrie carsten casey cassandra catalina caterina
cath cathal catherine cathleen cathy cecile cecilia celeste celia celine cesar chad chantal charlene charles
charlie charlotte chase chelsea chelsey chen cheng cheryl chiara chidi chinedu chloe chris christa christel
christelle christian christiane christina christine christof christoffer christoph christopher christy ciara
cillian cindy claes claire clara clare clarissa claude claudia claudine claudio claus clemens clement clive
clyde clément cody colette colin colleen colm colton concepción connie connor conor constance cora corentin
corinna corinne cormac cory courtney craig cristian cristina cristóbal curt cynthia cyril cyrus cécile céline
césar dafydd dag dagmar daisy dale damian damien damir damon dan dana danica daniel daniela daniele danielle
danika danny danuta daphne dara darcy daria dario darius darko darragh darrell darren darryl dave davey david
davide dawn dax dean deanna debbie deborah debra declan deepak delphine demi denis denise dennis derek desmond
devin devon diana diane diarmuid diego dieter dietmar dilip dimitri dina dinesh diogo dion dirk divya dmitri
dmitry dolores dominic dominik dominika dominique don donal donald donna donnacha dora doris dorota dorothea
dorothy doug douglas drew duncan dustin dušan dwayne dylan eamon ebony ed eddie edith eduardo edward edwin efrat
eileen eimear ekaterina elaina elaine eleanor elena eli elias elisa elisabeth elise elissa elizabeth ella ellen
ellie elliot elliott elodie eloise els elsa elvira ema emanuele emeka emil emilia emilie emily emine emir emma
emre enda ennio enrico enrique eoin ephraim ercan eric erica erich erik erika eriko erin ernesto ernst errol
esmé esperanza esteban estelle esther ethan etienne eugen eugene eva eva-maria evan eve evelyn ewa ewan ewen
fabian fabien fabienne fabio fabrice fadi faisal faith farah farhad farid fatima fay federica federico felicia
felicity felix feng ferdinand fergus fernanda fernando filip filippo finn fintan fiona fionnuala flavia flora
florence florencia florian floris frances francesca francesco francis francisco franco francois francoise frank
frans franz franziska françois françoise fred freddie frederic frederick frederik freya frida frieda friedrich
fumiko félix gabor gabriel gabriela gabriele gabriella gael gaia gareth garrett garry gary gaurav gavan gavin
gayle gaël geert gemma genevieve geneviève geoff geoffrey georg george georgia georgina gerald gerard gerardo
gerd gerhard germain germán gerrit gerry gesa ghassan gianni gideon gilbert gilles gina ginny giorgio giovanna
giovanni gisela giulia giulio giuseppe glen glenda glenn gloria gonzalo goran gordon grace graham grainne grant
greg gregor gregory greta griffin grzegorz gráinne grégoire grégory guadalupe guido guillaume guillermo gunnar
gustav gustavo guy gwen gwyneth gábor günter günther habib haley hamid hamish hamza hanan hanna hannah hanne
hannes hans hans-jürgen hans-peter harald hari harold harriet harry haruki hasan hassan hayden hayley hazel
heather heba hector hedwig heidi heike heiko heiner heinrich heinz heinz-peter helen helena helene helga helmut
heloise hendrik henning henri henrik henry herbert herman hermann hernan hernán hideo hilary hilda hillary
hiroko hiroshi holger holly horst howard huda hugh hugo hugues hussein héctor hélène ian ibrahim ibrahima ida
ignacio igor ihor ilaria ilja illya ilona ilse imad imani imogen imran ines inga inge ingo ingrid inna inès inés
ioana irene irina iris isaac isabel isabella isabelle isaiah isha ishaan ismail isobel ivan ivana ivo iván
izabela iñaki iñigo jaap jacinda jack jackie jackson jacob jacopo jacqueline jacques jad jai jaime jake jakob
jakub jamal jameel james jamie jamila jan jan-erik jana jane janek janet janice janine janna jannik jaroslav
jarosław jarrod jasmin jasmine jason jasper javad javier jay jaya jayden jayson jean jean-claude jean-françois
jean-luc jean-marc jean-paul jean-pierre jeanette jed jeff jeffrey jemima jenna jennifer jenny jens jeremiah
jeremy jerome jerry jerzy jesper jess jesse jessica jessie jesús jhumpa jiho jill jim jimmy jin jiří jo joachim
joan joann joanna joanne joao joaquin joaquín jochen jodi jodie joe joel joelle joerg johan johann johanna
johannes john johnathan johnny jojo jolanda jon jonah jonas jonathan jordan jorge joris jose josef josefina
joseph josephina josephine josh joshua josie josé jovan jovana joy joyce jozef joão joëlle juan juana juanita
jude judith judy jules julia julian juliana julie julien juliet julieta juliette julio julius jun june junko
justin justina justine justyna jutta jérôme jónas józef jörg jürg jürgen kai kaitlin kaitlyn kamal kamila kareem
karen kari karim karin karina karine karl karl-heinz karla karol karoline karsten kasia kaspar kasper katarina
katarzyna kate katelyn katharina katharine katherine kathleen kathrin kathrine kathryn kathy katie katja katrin
katrina kaveh kavita kay kayla keiko keiran keisha keith kelly kelsey ken kendall kendra kenji kenneth keri
kerry kerstin kevan kevin khadija khalid kian kiara kieran kim kimberley kimberly kiran kirk kirsten kirstie
kirstin kit klaas klara klaus klaus-peter kofi konrad konstantin kostas krishna kristen kristian kristiina
kristin kristina kristine kristof kristóf krystal krzysztof kumar kurt kwame kyla kyle kylie lachlan laila
lakshmi lana landon lara larry lars lars-erik lasse laura laurel lauren laurence laurent laurène lea leah
leandro leanne lee leigh leila leilani leland lena leo leon leona leonard leonid leonie leonora lesley leslie
leticia levi lex lia liam lidia lieke liesbeth lila lilian liliana lillian lily linda lindsay lindsey linnea
linus lionel lisa lisbeth lise lisette livia liz ljiljana lloyd lluís logan lola lorena lorenz lorenzo lori
lorna lorraine lothar lotte lou louis louisa louise luc luca lucas lucia luciano lucie lucien lucy lucía ludwig
luigi luis luisa luiz lukas lukasz luke lukáš lutz lya lydia lyle lynda lyndsey lynn lynne lynsey maarten maciej
mackenzie macy maddie madeleine madeline madison mads magali magda magdalena maggie magnus maha mahesh mahmoud
mai maia maike maite maja majid makoto malak malcolm malik malin malte mandy manfred manish manisha manoj manon
manuel manuela mara marc marcel marcela marcello marcelo marcia marcin marco marcos marcus marek margaret
margarita margaux margot margrethe margriet maria mariam marian mariana marianne maribel marie marie-christine
marie-claire marie-louise marija marijana marika marilyn marina mario marion marisa marisol maritza marius
marjorie mark marko markus marlene marlies marlon marta martha martijn martin martina martino marwa marwan mary
maryam maría masha massimo matej mateo mateusz mathew mathias mathieu mathilde matilda matt matteo matthew
matthias matthieu matthijs matías maud maureen maurice mauricio maurizio mauro max maxim maximilian maximiliano
maya mayank mayra meera megan megha mehdi mehmet mel melanie melinda melissa melody mercedes meredith meret
merve meryl mette mia micaela micah michael michaela michal michał michel michela michele michelle mick miguel
mikael mikaela mike mikhail mikkel mila milan milena milica millie milo milos miloš mina minna miodrag mira
miranda mireille mirela miriam mirko miroslav mitch mitchell mohamad mohamed mohammad mohammed mohan mohit moira
mollie molly mona monica monika monique montse morgan moritz morten muhammad muhammed munir murat mustafa myles
myra myriam mónica nabil nadia nadine nadja nagisa nancy naoko naomi nasreen nasser natalia natalie nataliya
natasha nathalie nathan nathaniel naveed neha neil nelly nelson nia niall nicholas nick nicola nicolai nicolas
nicole nicolette nicolás nicolò niels nigel nikhil nikita nikki niklas niko nikola nikolai nikolaj nikolaus
nikolay nils nina nisha nitin njeri noa noah noel noelia noelle noemi nolan nora norbert norman noémie nuno nura
nuria núria obi octavia ola olaf ole oleg oleh oleksandr oleksii olena olesya olga olive oliver olivia olivier
olli olof oluwaseun omar omri ondřej oriol orla orlando oscar oskar oskari ottavia otto oumar owain owen pablo
paddy paige pam pamela panos paola paolo parvati pascal pascale pat patrice patricia patrick patrik patrizia pau
paul paula paulette paulina pauline paulo pavel pawel paweł payton pedro peggy pelle penelope penny per petar
pete peter petra peyton phil philip philipp philippa philippe philippine phillip phoebe phyllis pia pierre
pierre-yves pieter piotr pippa polly poonam pradeep prakash pranav prashant preeti priscilla priya priyanka
quentin quinn rabia rachael rachel rachid radek rafael rafał ragnhild rainer raj rajesh rakesh ralf ralph ramesh
rami ramon ramona ramón rana randall randy rania raoul raphael raquel rashid rashmi rasmus raul ravi ray raya
raymond rebecca rebekah reece reem regina regula reid reinhard remi remy renata renate renaud rene renee rené
renée reto reuben rex reza rhea rhiannon rhonda rhys rian ricardo riccardo richard rick riley rina rishi risto
rita ritu ritva rob robbie robert roberta roberto robin robyn rocio rocío rodney rodrigo rogelio roger rohan
rohit roisin roland rolf romain roman romina romy ron ronald rory rosa rosalie rosalind rosanna rosario rose
rosemary rosie ross rowan roxanne roy ruben ruby rubén rudolf ruedi rupa rupert russell ruth ryan rémi róisín
sabine sabrina sachin sadie saeed safia sakura salim sally salma salomé salvatore sam samantha samir samira
samuel sanaa sandeep sander sandra sandrine sandro sandy sanjay sanna santiago saoirse sara sarah sarita sascha
sasha saskia satoshi saul scott sean sebastian sebastián selena selim selina selma seren serena serge sergei
sergey sergii sergio seth severin shamim shane shannon sharif sharon sharona shaun shauna shaunna shawn shay
shayne sheila shelby shelia shelley sherry shilpa shinji shira shirley shreya shruti shubham sian sidsel
siegfried siena sigrid sigurd silas silje silke silvana silvia silvio simon simona simone simran sina sinead
sinéad siobhan siobhán sivan siân skye slavica slobodan sneha sofia sofie sofía solène sonia sonja sophia sophie
soraya soren spencer srdjan stacey stacy stan stanley stavros stefan stefania stefanie stefano steffen stelios
stella sten stephan stephanie stephen steve steven stewart stina stine stuart sudhir sue suki sumit sunil sunita
surya susan susana susanna susannah susanne susie suzan suzanne suzie svein sven svenja svetlana swati sybille
syed sylvain sylvester sylvia sylvie sébastien søren tabitha taha tahir takashi takeshi tal talia tamar tamara
tamer tamsin tania tanja tanvi tanya tara taras tariq tasha tatiana tatjana tatyana taylor ted teddy teodora
terence teresa terje terrence terri terry tess tessa thaddeus thandi thea theo theodor theresa thibault thierry
thijs thomas thorsten tia tiago tiffany tilda tilman tim timo timothy tina tino tobias tobie toby todd todor tom
toma tomas tomasz tommy tomoko tomás tomáš toni tony tonya tor torben tore torsten tova tracy travis trevor
tricia trish tristan troy trudy tuomas tyler tyrone udo ueli ulf ulrich ulrike uma umar umut urs ursula urszula
usman ute uwe vaclav valentin valentina valeria valerie valery valérie vandana vanessa vanja vasil vasilis
venkat vera veronica veronika verónica vicki vicky victor victoria vidya vijay vikas vikram viktor viktoria
ville vinay vince vincent vincenzo vinod viola virgil virginia virginie vishal vitaly vivek vivian vivienne vlad
vladimir vladislav volker volodymyr václav véronique víctor wahid walid wallace walter waltraud wanda warren
wayne wen wendell wendy wenke werner wes wiebke wiktor wilfried wilhelm will willem william willy wilma winfried
winston wojciech wolf wolfgang woodrow wouter xavi xavier xiao yael yan yana yann yannick yara yaroslav yasmin
yasmine yasuo yelena yesim yiannis ying yoann yohan yolanda yolande yosef yossi youssef yuki yuko yulia yumi
yuri yuriy yusra yusuf yusuke yuval yves yvette yvonne zac zach zachary zack zahra zainab zara zaynab zeina
zeynep zia zita zoe zofia zoltán zoran zoé zoë zuzana álvaro ángel ángela éamon élise élodie émile étienne özlem
łukasz
"""

FIRST_NAMES = frozenset(_NAMES.split())
