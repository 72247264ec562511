"""What pages say beside their article, in the languages of the outlets we watch: whole blocks, folded.

Only phrases that a newsroom would not print as a paragraph stand here; each pattern must match at the start
or over the whole block, as its name says.
"""

from __future__ import annotations

import re

FURNITURE = re.compile(
    r"""(?ix)^(?:
    leave\ a\ (?:reply|comment)|your\ e-?mail\ address\ will\ not|required\ fields\ are\ marked|back\ to\ top
    |social\ media\ auto\ publish|share\ (?:this|on|via|with|the)\b.{0,60}$|(?:share|tweet|print|e-?mail|save|reprint|pin\ it|copy\ link|follow)$
    |follow\ us\b.{0,80}|sign\ up\ (?:for|to|here|now)\b|subscribe\ (?:to|now|today|here)\b.{0,120}$|log\ in\b.{0,60}$|sign\ in\b.{0,60}$
    |click\ here\ to\ (?:share|subscribe|sign|join)|this\ field\ is\ (?:for|required)|post\ comment|cancel\ reply|save\ my\ name
    |all\ rights\ reserved|copyright\b|©|\(c\)\ \d{4}|advertisements?\b.{0,30}$|sponsored\b.{0,20}$|story\ continues\ below|article\ continues\ (?:below|after)
    |scroll\ (?:down|to)\b.{0,40}$|loading\b.{0,15}$|we\ use\ cookies|this\ (?:web)?site\ uses\ cookies|accept\ (?:all\ )?cookies|terms\ of\ (?:use|service)|privacy\ policy
    |join\ the\ (?:discussion|conversation)|\d+\ comments?$|comments?\ ?(?:\(\d+\))?$|show\ comments|view\ comments|filed\ under|tags?:|posted\ in\b|topics?:|more\ on\ this
    |download\ (?:the|our)\ app|get\ the\ (?:latest|best|news|app)|powered\ by\b|skip\ to\b|(?:next|previous)\ (?:post|article|story)\b
    |schreiben\ sie\ einen\ kommentar|kommentar\ (?:schreiben|hinterlassen)|ihre?\ e-?mail-adresse\ wird|deine\ e-?mail-adresse|pflichtfelder|nach\ oben$|zurück\ nach\ oben
    |teilen$|artikel\ teilen|drucken$|anzeige$|newsletter\b.{0,60}$|jetzt\ (?:anmelden|abonnieren|registrieren)|alle\ rechte\ vorbehalten|weiterlesen\b.{0,40}$|folgen\ sie\ uns
    |laisser\ un\ commentaire|votre\ adresse\ e-?mail|partager\b.{0,40}$|imprimer$|publicité$|s'abonner|abonnez-vous|tous\ droits\ réservés|haut\ de\ page|retour\ en\ haut
    |deja\ (?:un\ comentario|una\ respuesta)|tu\ dirección\ de\ correo|compartir\b.{0,40}$|publicidad$|suscr[íi]b|todos\ los\ derechos|volver\ arriba|síguenos
    |lascia\ un\ commento|il\ tuo\ indirizzo|condividi\b.{0,40}$|pubblicità$|iscriviti|tutti\ i\ diritti|torna\ su$
    |deixe\ (?:um\ comentário|uma\ resposta)|compartilh|publicidade$|assine|inscreva-se|todos\ os\ direitos|voltar\ ao\ topo
    |geef\ een\ reactie|delen$|advertentie$|dela$|annons$|lämna\ (?:en\ kommentar|ett\ svar)|skriv\ en\ kommentar|udostępnij|reklama$|zostaw\ komentarz|dodaj\ komentarz
    |поделиться|реклама$|оставить\ комментарий|подпис(?:аться|ывайтесь)|все\ права\ защищены|наверх$|ostavite?\ (?:komentar|odgovor)|odgovori$|podijeli|yorum\ yap|paylaş$
    )"""
)

LABEL = re.compile(
    r"""(?ix)(?:
    breaking(?:\ news)?|just\ in|developing(?:\ story)?|live(?:\ updates?)?|exclusive|analysis|opinion|explainer|fact\ check|special\ report
    |eilmeldung|exklusiv|analyse|meinung|kommentar|dernière\ minute|exclusif|direct|última\ hora|urgente|exclusiva|ultim['’]ora|última\ hora
    )\s*[:!|]?"""
)

TEASER = re.compile(
    r"""(?ix)^(?:\W{0,3})(?:
    (?:watch|video|listen|see\ (?:also|more)|also\ (?:read|see|watch|on)|read\ (?:also|more|next|this|the\ full)|related(?:\ (?:roundup|video|story|stories|articles?|posts?|links?|content|coverage|news))?
    |more(?:\ from|\ on|\ stories|\ news|\ coverage)?|recommended|you\ may\ also\ like|you\ might\ also\ like|don['’]t\ miss|most\ read|trending|in\ case\ you\ missed\ it|must\ read|up\ next|(?:read|see)\ more\ on\b.{2,60}|also\ on\ [\w.]+\.\w{2,12}\b.{5,}|go\ deeper|explore\ more
    |lesen\ sie\ auch|mehr\ (?:zum\ thema|dazu)|auch\ interessant|siehe\ auch|das\ könnte\ sie|lire\ aussi|à\ lire(?:\ aussi)?|voir\ aussi|sur\ le\ même\ sujet|lea\ también|lee\ también|ver\ más|te\ puede\ interesar|vea\ también|más\ información
    |leggi\ anche|guarda\ anche|leia\ (?:também|mais)|veja\ também|saiba\ mais|lees\ ook|läs\ (?:också|mer|även)|les\ også|læs\ også|lue\ myös|czytaj\ (?:także|też|również|więcej)|zobacz\ (?:też|także)|читайте\ также|смотрите\ также|čitajte|pročitajte)
    \s*(?::|\||–|—|»|&gt;|>|$)
    |(?:watch|listen)\s+(?:now|live|the\ (?:video|full)|more)\b
    )"""
)

SOURCE_CREDIT = re.compile(
    r"""(?ix)^[\W_]{0,3}(?:
    source\ link\W*$|(?:original\ )?source\s*:.{1,120}$|sources?\s*:\s.{1,160}$|via\s*:?\s+.{1,60}$|quelle\s*:.{1,120}$|fuente\s*:.{1,120}$|fonte\s*:.{1,120}$|bron\s*:.{1,120}$|kilde\s*:.{1,120}$|källa\s*:.{1,120}$|źródło\s*:.{1,120}$|источник\s*:.{1,120}$|izvor\s*:.{1,120}$
    |(?:this|the)\ (?:article|story|post|piece|report|essay|interview|excerpt|content|column)\b.{0,60}?\b(?:originally\ (?:appeared|published|ran|posted|written)|(?:first|also)\ (?:appeared|published|ran)|was\ (?:originally|first)\b|appeared\ (?:originally|first)|is\ republished|(?:was|is)\ (?:produced|provided|reprinted|reproduced|reposted|syndicated)\b|has\ been\ republished)
    |(?:originally|first)\ (?:published|appeared|posted)\ (?:by|in|on|at)\b(?!\s+(?:\w+,?\s)?\w+\.?\s\d)|republished\ (?:from|with)\b|reprinted\ (?:from|with|by)\b|read\ the\ (?:original|full\ (?:article|story))\b.{0,80}$
    |dieser\ (?:artikel|beitrag|text)\ (?:ist|erschien|wurde)\b.{0,40}(?:zuerst|ursprünglich|erschienen)|cet\ article\ (?:a\ été|est)\b.{0,30}(?:publié|paru)|este\ artículo\ (?:fue|se)\b.{0,30}public
    )"""
)

CORRECTION = re.compile(
    r"""(?ix)^[\W_]{0,4}(?:
    (?:corrections?(?:\ added)?,?|clarifications?,?|editor(?:['’]?s|s['’])?\ notes?|update[ds]?\ (?:and\ correct(?:ed|ion))|erratum|errata|correction\ appended)\s*(?:\(.{0,40}\)|[A-Z][a-z]{2,9}\.?\ \d{1,2}.{0,12}?)?\s*[:.–—-]
    |(?:this|an\ earlier|a\ previous|the\ original|a\ prior|an\ original)\ (?:article|story|version|post|piece|report|headline)\b.{0,120}\b(?:corrected|amended|clarif|misstated|misspelled|incorrectly|erroneously|updated\ to|was\ updated|has\ been\ updated)
    |•?\ ?this\ (?:article|story)\ was\ (?:amended|updated|corrected|edited)\b|berichtigung\s*:|korrektur\s*:|anmerkung\ der\ redaktion|rectificatif|correctif|note\ de\ la\ rédaction|ndlr\b|corrección\s*:|nota\ del\ editor|rettifica|errata\s*:|correção\s*:|nota\ do\ editor|rättelse\s*:|correctie\s*:
    )"""
)

CONTRIBUTED = re.compile(
    r"(?i)\b(?:contributed (?:to|reporting)|reporting by|additional reporting|editing by|written by|compiled by)\b"
)
BIOGRAPHY = re.compile(
    r"(?i)^.{3,60}\bis (?:an?|the) .{0,60}\b(?:reporter|writer|editor|correspondent|journalist|columnist|"
    r"contributor|author|founder|blogger|professor|director)\b|(?i:^follow (?:him|her|them|@))|^@\w+$|^about the author"
)


def contributed(text: str) -> bool:
    """Say whether a block tells who else worked on the article; the pattern alone takes ten times as long.

    >>> contributed("Tom Reed contributed reporting."), contributed("The bridge is closed.")
    (True, False)
    """
    low = text.lower()
    signs = " by" in low or "contributed " in low or "additional reporting" in low
    return signs and CONTRIBUTED.search(text) is not None


def biography(text: str) -> bool:
    """Say whether a block tells who an author is; the pattern alone takes ten times as long.

    >>> biography("Ida Marsh is a reporter for The Gull."), biography("The bridge is closed.")
    (True, False)
    """
    low = text.lower()
    signs = "is a" in low or "is the " in low or low.startswith(("follow ", "@", "about the author"))
    return signs and BIOGRAPHY.search(text) is not None


PAYWALL = re.compile(
    r"(?i)(?:to (?:continue|keep) reading|already a subscriber|subscribe to (?:continue|read|unlock|keep)|this (?:article|content|story) is "
    r"(?:only |exclusively )?(?:for|available to|reserved for) (?:our )?(?:paid |paying )?(?:subscribers|members)|unlock this article|become a "
    r"subscriber|create a free account to|register (?:now )?to (?:continue|read)|you have reached your (?:limit|free)|free articles? (?:left|remaining)"
    r"|weiterlesen mit|jetzt weiterlesen|nur für abonnenten|article réservé|réservé aux abonnés|il vous reste .{0,12}% de cet article"
    r"|contenido exclusivo para suscriptores|suscríbete para seguir|contenuto riservato|abbonati per|conteúdo exclusivo para assinantes)"
)
LIVE = re.compile(
    r"(?i)\b(?:live updates?|live blog|liveblog|as it happened|live-ticker|liveticker|en direct|minuto a minuto|en vivo)\b"
)
CREDIT = re.compile(
    r"(?i)^[\W_]{0,3}(?:(?:photo(?:graph(?:y|er)?)?s?|image|picture|pic|credits?|foto(?:graf)?|bild|photographie|crédit(?:s)?|crédito|imagen|immagine|illustration|copyright|source)"
    r"\s*(?:credits?|courtesy|source)?\s*(?::|\bby\b|\bof\b|/|\|)\s*.{2,100}$|©\s*.{2,90}$)|\b(?:getty images|reuters|afp|associated press|ap photo|shutterstock|istock|alamy|unsplash|epa|picture alliance|via getty)\b"
)
BY = re.compile(
    r"(?i)^(?:(?:by|von:?|par|por|di|door|av|af|przez|text:|(?:words|text|story|written|reported|posted|authored|article|published) by:?|by:|(?:verfasst|eingestellt|erstellt|geschrieben) von:?"
    r"|(?:ein (?:artikel|beitrag|interview|text) )von|escrito por|publié par|scritto da|автор:?|autor(?:a|en)?:|authors?:|auteur ?:|redaktion:)(?:\s+\S|(?<=:)\S)|(?-i:[Bb]y(?=[A-Z][a-z]+\s[A-Z])))"
)
DATED = re.compile(
    r"(?i)\b(?:(?:19|20)\d\d\b.{0,12}\b\d{1,2}|\d{1,2}\b.{0,14}\b(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d+ (?:minutes?|hours?|days?|weeks?|months?) ago|(?:updated|published|posted)\b.{0,6}\d)"
)

UNPICTURED = re.compile(
    r"(?i)^\W*(?:advertise?ment|anzeige|publicité|publicidad|sponsored)\b|all rights reserved|media playback is|^(?:need|want) more\b|\b(?:subscribe|subscription)\b|^copyright gannett|^© copyright"
)
NO_LABEL = re.compile(
    r"(?i)(?:live|watch live|search.*|up next:?|home|more|menu|next|previous|close|text|share|print|back|subscribe|sign in|log ?in|register|donate|breaking-news|news ?letter|advertise\w*|video|listen live)\W*"
)
TAGGED = re.compile(r"(?i)(?:tags?|topics?|share|schlagw[oö]rter|étiquettes|etiquetas|temas)\b")
SUBMIT = re.compile(
    r"(?i)\b(?:(?:submit|suggest|report|request|send)\b.{0,30}\bcorrections?|corrections? polic)"
)
CORRECTED = re.compile(
    r"(?i)\b(?:correct(?:ed|ion)|clarif|editor['’]?s? note|misstated|updated? to|has been updated|amended|erratum)"
)
STAMPED = re.compile(
    r"(?i)(?:(?:first |last )?(?:published|updated|posted|modified)|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado)\b:?(?: (?:at|on|am|um|le|el))?\W*[\w:., /|-]*\b(?:19|20)\d\d\b[\w:., /|-]*$"
)
