"""Names that news names daily: countries, capitals, large places; houses, clubs, firms and groups.

A short list of our own, in lower case. What is not in it is told by its shape and by what stands beside it.
"""

from __future__ import annotations


def _lines(names: str) -> frozenset[str]:
    """Return the names of a listing, parted by commas and line ends."""
    return frozenset(" ".join(each.split()) for each in names.replace("\n", ",").split(",") if each.strip())


PLACES = _lines("""afghanistan, albania, algeria, andorra, angola, antigua and barbuda, argentina, armenia, australia
austria, azerbaijan, bahamas, bahrain, bangladesh, barbados, belarus, belgium, belize, benin, bhutan, bolivia, bosnia
bosnia and herzegovina, botswana, brazil, brunei, bulgaria, burkina faso, burundi, cambodia, cameroon, canada
cape verde, central african republic, chad, chile, china, colombia, comoros, congo, costa rica, croatia, cuba, cyprus
czech republic, czechia, democratic republic of congo, denmark, djibouti, dominica, dominican republic, east timor
ecuador, egypt, el salvador, equatorial guinea, eritrea, estonia, eswatini, ethiopia, fiji, finland, france, gabon
gambia, georgia, germany, ghana, greece, grenada, guatemala, guinea, guyana, haiti, honduras, hungary, iceland, india
indonesia, iran, iraq, ireland, israel, italy, ivory coast, jamaica, japan, jordan, kazakhstan, kenya, kosovo, kuwait
kyrgyzstan, laos, latvia, lebanon, lesotho, liberia, libya, liechtenstein, lithuania, luxembourg, madagascar, malawi
malaysia, maldives, mali, malta, mauritania, mauritius, mexico, moldova, monaco, mongolia, montenegro, morocco
mozambique, myanmar, burma, namibia, nepal, netherlands, new zealand, nicaragua, niger, nigeria, north korea
north macedonia, northern ireland, norway, oman, pakistan, palestine, panama, papua new guinea, paraguay, peru
philippines, poland, portugal, qatar, romania, russia, rwanda, samoa, san marino, saudi arabia, scotland, senegal
serbia, seychelles, sierra leone, singapore, slovakia, slovenia, solomon islands, somalia, south africa, south korea
south sudan, spain, sri lanka, sudan, suriname, sweden, switzerland, syria, taiwan, tajikistan, tanzania, thailand
togo, tonga, trinidad and tobago, tunisia, turkey, türkiye, turkmenistan, uganda, ukraine, united arab emirates
united kingdom, united states, united states of america, uruguay, uzbekistan, vanuatu, vatican, venezuela, vietnam
wales, yemen, zambia, zimbabwe, england, britain, great britain, america, u.s, u.s., u.k, u.k., uk, us, usa, uae, gaza
gaza strip, west bank, hong kong, macau, crimea, catalonia, kashmir, tibet, xinjiang, siberia, chechnya, donbas
bavaria, saxony, tuscany, sicily, sardinia, corsica, brittany, normandy, andalusia, flanders, wallonia, lapland
europe, asia, africa, north america, south america, latin america, central america, antarctica, middle east
far east, western europe, eastern europe, southeast asia, balkans, scandinavia, caribbean, arctic, mediterranean
pacific, atlantic, sahara, sahel, kurdistan, bermuda, puerto rico, greenland, gibraltar, guam, okinawa
abu dhabi, abuja, accra, addis ababa, algiers, amman, amsterdam, ankara, athens, baghdad, baku, bangkok, beijing
beirut, belgrade, berlin, bern, bogota, bogotá, brasilia, bratislava, brussels, bucharest, budapest, buenos aires
cairo, canberra, caracas, chisinau, colombo, conakry, copenhagen, dakar, damascus, delhi, new delhi, dhaka, doha
dublin, freetown, hanoi, harare, havana, helsinki, islamabad, jakarta, jerusalem, juba, kabul, kampala, kathmandu
khartoum, kigali, kingston, kinshasa, kuala lumpur, kyiv, kiev, la paz, lima, lisbon, ljubljana, london, luanda, lusaka
madrid, managua, manila, maputo, mexico city, minsk, mogadishu, monrovia, montevideo, moscow, muscat, nairobi
nicosia, oslo, ottawa, panama city, paris, phnom penh, port-au-prince, prague, pretoria, pyongyang, quito, rabat
reykjavik, riga, riyadh, rome, san josé, san salvador, sanaa, santiago, santo domingo, sarajevo, seoul, skopje, sofia
stockholm, taipei, tallinn, tashkent, tbilisi, tehran, tel aviv, tirana, tokyo, tripoli, tunis, ulaanbaatar, vaduz
valletta, vienna, vilnius, warsaw, washington, wellington, yangon, yerevan, zagreb, new york, new york city
washington d.c, los angeles, chicago, houston, phoenix, philadelphia, san antonio, san diego, dallas, austin
san francisco, seattle, denver, boston, detroit, nashville, portland, las vegas, memphis, baltimore, milwaukee
albuquerque, tucson, sacramento, kansas city, atlanta, miami, oakland, minneapolis, tulsa, tampa, new orleans
cleveland, pittsburgh, cincinnati, orlando, st. louis, newark, buffalo, salt lake city, silicon valley, brooklyn
manhattan, queens, bronx, harlem, hollywood, wall street, anchorage, honolulu, flint, ferguson, toronto, montreal
vancouver, calgary, edmonton, quebec, winnipeg, halifax, manchester, birmingham, liverpool, leeds, glasgow, edinburgh
sheffield, bristol, cardiff, belfast, oxford, cambridge, brighton, newcastle, nottingham, southampton, york, dover
hamburg, munich, cologne, frankfurt, stuttgart, dresden, leipzig, düsseldorf, bonn, bremen, hanover, nuremberg, zurich
geneva, basel, salzburg, lyon, marseille, toulouse, bordeaux, lille, nice, strasbourg, nantes, calais, barcelona
valencia, seville, bilbao, malaga, porto, milan, naples, turin, venice, florence, bologna, palermo, genoa, antwerp
ghent, bruges, rotterdam, the hague, hague, utrecht, gothenburg, malmö, bergen, krakow, gdansk, lviv, odesa, odessa
kharkiv, mariupol, donetsk, luhansk, kherson, st. petersburg, saint petersburg, istanbul, izmir, aleppo, homs, idlib
mosul, basra, kirkuk, erbil, fallujah, haifa, ramallah, rafah, hebron, bethlehem, jeddah, mecca, medina, dubai, aden
kandahar, karachi, lahore, peshawar, mumbai, bombay, kolkata, calcutta, chennai, bangalore, hyderabad, shanghai
shenzhen, guangzhou, wuhan, chengdu, tianjin, osaka, kyoto, hiroshima, nagasaki, fukushima, busan, ho chi minh city
bali, sydney, melbourne, brisbane, perth, adelaide, auckland, christchurch, johannesburg, cape town, durban, soweto
lagos, kano, benghazi, alexandria, casablanca, timbuktu, são paulo, sao paulo, rio de janeiro, rio, salvador, bahia
medellín, medellin, cali, guayaquil, acapulco, tijuana, guadalajara, monterrey, ciudad juárez, cancun, guantánamo
guantanamo bay, alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida, hawaii
idaho, illinois, indiana, iowa, kansas, kentucky, louisiana, maine, maryland, massachusetts, michigan, minnesota
mississippi, missouri, montana, nebraska, nevada, new hampshire, new jersey, new mexico, north carolina, north dakota
ohio, oklahoma, oregon, pennsylvania, rhode island, south carolina, south dakota, tennessee, texas, utah, vermont
virginia, washington state, west virginia, wisconsin, wyoming, new england, ontario, alberta, british columbia
manitoba, nova scotia, saskatchewan, yorkshire, cornwall, devon, kent, essex, sussex, surrey, norfolk, suffolk
lancashire, cumbria, northumberland, queensland, new south wales, tasmania, punjab, kerala, gujarat, bihar, assam
uttar pradesh, tamil nadu, heathrow, gatwick, chernobyl, zaporizhzhia, auschwitz, davos, camp david, capitol hill
minn, calif, fla, mass, mich, ariz, ala, conn, ill, pa, n.y, n.j, d.c, n.c, s.c, n.h, vt, wis, ore, colo, tex, tenn
des moines, raleigh, wichita, omaha, boise, spokane, tacoma, fresno, anaheim, long beach, san jose, el paso, fort worth
lubbock, baton rouge, shreveport, little rock, knoxville, chattanooga, louisville, toledo, akron, dayton, indianapolis
fort wayne, grand rapids, lansing, green bay, st. paul, duluth, fargo, sioux falls, rapid city, bismarck, cheyenne, provo
reno, scranton, harrisburg, allentown, syracuse, albany, hartford, trenton, annapolis, roanoke, greensboro, durham
santa fe, santa monica, palo alto, berkeley, pasadena, key west, fort lauderdale, palm beach, mar-a-lago, corpus christi
marrakesh, fez, tangier, goma, bukavu, kisangani, bamako, niamey, ouagadougou, n'djamena, asmara, hargeisa, mombasa
entebbe, bulawayo, windhoek, gaborone, maseru, antananarivo, khan younis, gaza city, jabalia, nablus, jenin, tulkarm
sidon, latakia, raqqa, deir ez-zor, palmyra, sulaymaniyah, najaf, karbala, isfahan, shiraz, tabriz, mashhad, qom, herat
mazar-i-sharif, jalalabad, kunduz, quetta, rawalpindi, faisalabad, multan, srinagar, jammu, amritsar, chandigarh, jaipur
lucknow, kanpur, ahmedabad, surat, pune, nagpur, bhopal, indore, patna, ranchi, guwahati, kochi, visakhapatnam
chittagong, mandalay, naypyidaw, chiang mai, phuket, pattaya, da nang, haiphong, cebu, davao, surabaya, bandung, medan
makassar, penang, johor, nanjing, hangzhou, suzhou, xi'an, chongqing, harbin, dalian, qingdao, xiamen, urumqi, lhasa
taichung, kaohsiung, tainan, sapporo, nagoya, kobe, yokohama, sendai, incheon, daegu, vladivostok, novosibirsk
yekaterinburg, kazan, sochi, volgograd, belgorod, kursk, bryansk, grozny, kaliningrad, murmansk, dnipro, bakhmut
avdiivka, pokrovsk, sumy, poltava, chernihiv, zhytomyr, vinnytsia, mykolaiv, sevastopol, simferopol, kaunas, tartu, lodz
wroclaw, poznan, katowice, brno, ostrava, graz, linz, innsbruck, lausanne, lugano, plovdiv, varna, thessaloniki, novi sad
dubrovnik, mostar, pristina, podgorica, antalya, gaziantep, diyarbakir, konya, leicester, coventry, hull, wolverhampton
sunderland, middlesbrough, plymouth, exeter, portsmouth, swansea, aberdeen, dundee, inverness, derry, londonderry, cork
galway, limerick, waterford, norwich, ipswich, luton, swindon, gloucester, cheltenham, northampton, peterborough
blackpool, rochdale, oldham, stockport, wigan, salford, huddersfield, doncaster, rotherham, barnsley, scunthorpe, grimsby
shrewsbury, telford, hereford, bournemouth, torquay, truro, penzance, canterbury, margate, ramsgate, folkestone
eastbourne, worthing, guildford, woking, slough, watford, chelmsford, colchester, southend, basildon, stoke-on-trent
newcastle upon tyne, dungeness, sellafield, sizewell, wembley, twickenham, wimbledon, westminster, whitehall, paddington
brixton, hackney, tottenham court, notting hill, shoreditch, canary wharf, stratford-upon-avon, isle of man, guernsey
jersey, orkney, shetland, falkland islands, faroe islands, canary islands, ibiza, mallorca, majorca, tenerife, lesbos
crete, rhodes, cyprus, madeira, azores, zanzibar, diego garcia, guadeloupe, martinique, réunion, new caledonia, tahiti
hawaii, amazon basin, patagonia, galápagos, galapagos, tierra del fuego, darfur, tigray, amhara, biafra, cabo delgado
katanga, kivu, ituri, helmand, waziristan, balochistan, sindh, khyber pakhtunkhwa, rakhine, aceh, papua, mindanao, luzon
hokkaido, okinawa, sichuan, guangdong, hubei, hunan, yunnan, fujian, inner mongolia, manchuria, côte d'ivoire
côte d’ivoire, guinea-bissau, timor-leste, cabo verde, vatican city, holy see, são tomé, st. lucia, st. kitts, st. vincent
st. john's, northern territory, western australia, south australia, darwin, hobart, cairns, alice springs, canterbury
d.c., n.y., n.j., u.a.e, wash, okla, ga, va, md, del, tenn, ky, miss, minn., calif., fla., mass., mich., ariz., va., ga., pa
kansas city, the bronx, staten island, long island, cape cod, yellowstone, yosemite, grand canyon, death valley
ground zero, guantánamo bay, pearl harbor, cape canaveral, bay area, rust belt, deep south, midwest, new delhi, old delhi
deutschland, österreich, schweiz, frankreich, italien, spanien, polen, russland, niederlande, belgien, wien, münchen
köln, brüssel, moskau, rom, mailand, allemagne, angleterre, espagne, italie, suisse, belgique, russie, pologne
états-unis, royaume-uni, londres, bruxelles, moscou, berlín, alemania, francia, españa, inglaterra, italia, rusia
west bank, bosnia and herzegovina, trinidad and tobago, antigua and barbuda, saint kitts and nevis, são tomé and príncipe
newcastle upon tyne, stratford-upon-avon, burton upon trent, southend-on-sea, henley-on-thames
estados unidos, reino unido, méxico, sevilla, parís, bruselas, moscú, ucrania, pays-bas, grèce, chine, japon""")  # fmt: skip

ORGANISATIONS = _lines("""reuters, associated press, ap, afp, agence france-presse, bloomberg, bbc, cnn, nbc, abc, cbs
fox news, msnbc, al jazeera, politico, buzzfeed, huffpost, breitbart, axios, npr, cnbc, der spiegel, le monde, el país
the guardian, guardian, xinhua, tass, apple, google, amazon, meta, facebook, microsoft, tesla, twitter, netflix, uber
lyft, airbnb, spotify, nvidia, intel, ibm, oracle, samsung, sony, toyota, honda, nissan, volkswagen, bmw, daimler
mercedes-benz, porsche, audi, ford, chrysler, stellantis, general motors, renault, peugeot, boeing, airbus, lufthansa
ryanair, easyjet, delta, lockheed martin, raytheon, siemens, bayer, basf, sap, bosch, nestlé, nestle, unilever, shell
bp, exxon, exxonmobil, chevron, total, totalenergies, gazprom, rosneft, aramco, saudi aramco, goldman sachs
morgan stanley, jpmorgan, jpmorgan chase, citigroup, barclays, hsbc, ubs, credit suisse, deutsche bank, wells fargo
blackrock, berkshire hathaway, walmart, target, costco, starbucks, mcdonald’s, mcdonald's, coca-cola, pepsico, nike
adidas, disney, walt disney, comcast, verizon, at&t, vodafone, huawei, alibaba, tencent, bytedance, tiktok, instagram
whatsapp, youtube, linkedin, reddit, openai, spacex, pfizer, moderna, astrazeneca, novartis, roche, merck
johnson & johnson, hewlett-packard, cambridge analytica, arsenal, chelsea, liverpool fc, manchester united
manchester city, tottenham, real madrid, atletico madrid, fc barcelona, bayern munich, juventus, ajax, hamas
hezbollah, taliban, al qaeda, al-qaeda, boko haram, al-shabaab, isis, islamic state, wagner, fatah, likud, eta, ira
farc, nato, european union, united nations, white house, pentagon, kremlin, congress, senate, parliament, knesset
duma, bundestag, bundesrat, house of commons, house of lords, house of representatives, supreme court, high court
federal reserve, fed, treasury, state department, homeland security, scotland yard, interpol, opec, unicef, unesco
red cross, greenpeace, amnesty international, human rights watch, oxfam, médecins sans frontières
doctors without borders, save the children, world bank, labour, tories, ukip, syriza, podemos, vox, fidesz, spd, cdu
csu, fdp, afd, front national, fifa, uefa, nfl, nba, nhl, harvard, yale, stanford, princeton, mit, sinn fein, sinn féin
european commission, european central bank, european parliament, wikileaks, black lives matter, nasa, mossad
liberal democrats, lib dems, social democrats, christian democrats, green party, reform uk, plaid cymru, republican party
democratic party, conservative party, labour party, ben & jerry's, ben & jerry’s, sainsbury's, sainsbury’s, domino's
domino’s, wendy's, wendy’s, macy's, macy’s, kohl's, levi's, lloyd's, lloyd’s, moody's, moody’s, sotheby's, sotheby’s
christie's, christie’s, kellogg's, kellogg’s, tesco, aldi, lidl, asda, morrisons, lloyds, natwest, santander, aviva, bae
bae systems, rolls-royce, british airways, virgin atlantic, deliveroo, ocado, glaxosmithkline, gsk, diageo, bt, ee, o2
snapchat, snap, pinterest, paypal, visa, mastercard, fedex, ups, dhl, doordash, robinhood, coinbase, binance, palantir
anthropic, deepmind, deepseek, qualcomm, broadcom, tsmc, amd, micron, cisco, dell, lenovo, xiaomi, foxconn, baidu
buckingham palace, city hall, number 10, cabinet office, home office, foreign office, mi5, mi6, cia, fbi, nsa, dea""")  # fmt: skip

#: Peoples, tongues, faiths and parties: capitalised, and no names by themselves.
PEOPLES = _lines("""american, americans, british, briton, britons, english, scottish, scots, welsh, irish, german, germans
french, italian, italians, spanish, spaniards, portuguese, dutch, belgian, belgians, swiss, austrian, austrians, polish
poles, russian, russians, ukrainian, ukrainians, greek, greeks, turkish, turks, swedish, swedes, norwegian, norwegians
danish, danes, finnish, finns, hungarian, hungarians, czech, czechs, slovak, romanian, romanians, bulgarian, serbian
serbs, croatian, bosnian, albanian, chinese, japanese, korean, koreans, south korean, north korean, indian, indians
pakistani, pakistanis, afghan, afghans, iranian, iranians, iraqi, iraqis, syrian, syrians, lebanese, israeli, israelis
palestinian, palestinians, egyptian, egyptians, saudi, saudis, yemeni, jordanian, libyan, tunisian, algerian, moroccan
african, africans, south african, nigerian, nigerians, kenyan, kenyans, ethiopian, somali, somalis, congolese, rwandan
canadian, canadians, mexican, mexicans, cuban, cubans, brazilian, brazilians, argentine, argentinian, chilean
colombian, venezuelan, peruvian, australian, australians, thai, vietnamese, indonesian, filipino, malaysian, european
europeans, asian, asians, arab, arabs, kurdish, kurds, western, latino, latinos, hispanic, hispanics, black, white
catholic, catholics, protestant, protestants, christian, christians, muslim, muslims, islamic, islamist, islamists
jewish, jews, jew, hindu, hindus, sikh, sikhs, buddhist, buddhists, mormon, sunni, shia, shiite, shiites, orthodox
evangelical, evangelicals, republican, republicans, democrat, democrats, democratic, conservative, conservatives
liberal, liberals, tory, socialist, socialists, communist, communists, nazi, nazis, marxist, olympic, olympics
californian, texan, texans, new yorker, new yorkers, londoners, parisian, covid, covid-19, internet, god, christmas
easter, ramadan, thanksgiving, halloween, hanukkah""")  # fmt: skip

#: Words that begin sentences with a capital and name nobody.
COMMON = _lines("""mum, dad, mom, grandma, grandpa, god, children, women, men, people, students, teachers, voters, workers, investors, shares, stocks, prices
troops, soldiers, thousands, hundreds, millions, dozens, scores, crowds, rain, snow, fire, flames, smoke, traffic
shops, schools, banks, hospitals, doctors, nurses, farmers, fishermen, drivers, passengers, residents, neighbours
neighbors, families, parents, mothers, fathers, police, officials, officers, scientists, researchers, experts
analysts, critics, supporters, opponents, protesters, demonstrators, activists, lawyers, prosecutors, witnesses
rescuers, firefighters, crews, authorities, lawmakers, legislators, senators, politicians, diplomats, economists
traders, markets, sales, profits, profit, revenue, oil, gold, gas, water, power, work, talks, results, figures, data
polls, reports, photos, images, footage, video, music, love, life, death, war, peace, time, money, business
companies, firms, businesses, homes, houses, roads, trains, flights, boats, cars, trucks, cases, deaths, infections
everyone, everybody, someone, somebody, nobody, nothing, something, anything, anyone, absolutely, definitely
certainly, sure, right, sorry, hello, hi, hey, wow, congratulations, welcome, yeah, nope, indeed, inside, outside
nearby, elsewhere, overall, eventually, finally, recently, currently, previously, ultimately, additionally, similarly
moreover, furthermore, nonetheless, nevertheless, therefore, thus, hence, besides, apart, given, based, asked, born
mayor, president, minister, government, council, court, church, city, town, state, country, nation, world, north
south, east, west, northern, southern, eastern, western, left, fans, players, teams, league, season, game, games
internet, web, site, editor, note, correction, advertisement, photograph, story, summary, related, share, follow""")  # fmt: skip
