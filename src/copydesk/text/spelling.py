"""Spelling families: British and American forms of one word get one key. Used by `canonical` alone."""

from __future__ import annotations

import re

_OUR = re.compile(
    r"^((?:dis|mis|un|be)?(?:arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb"
    r"|od|parl|rig|rum|sav|savi|splend|tum|val|vap|vig))our(.*)$"
)
_DOUBLED = re.compile(
    r"^(cancel|channel|counsel|dial|enrol|equal|fuel|fulfil|initial|jewel|label|level|libel|marshal|marvel|model"
    r"|panel|pedal|pencil|quarrel|rival|shovel|shrivel|signal|spiral|total|travel|tunnel|unravel|council|appal"
    r"|instal|distil|instil|skil|wil|bias|focus|worship|kidnap|program)"
    r"([lsp m])(ed|ing|er|ers|or|ors|ous|ment|ments|ful|fully|s)$".replace(" ", "")
)
_ISE = re.compile(r"^(.{3,})(i|y)s(e|ed|es|er|ers|ing|ation|ations|ational)$")
_RE = re.compile(
    r"^(cent|theat|met|kilomet|centimet|millimet|lit|fib|calib|somb|spect|lust|sab|meag|manoeuv|amphitheat)"
    r"r(e|es|ed|ing|er|ers)$"
)

#: Words that follow no rule: the left form is written as the right one.
IRREGULAR: dict[str, str] = {
    "adviser": "advisor", "advisers": "advisors", "ageing": "aging", "aluminium": "aluminum",
    "amongst": "among", "anaemia": "anemia", "anaesthetic": "anesthetic", "analogue": "analog",
    "archaeology": "archeology", "artefact": "artifact", "artefacts": "artifacts", "backwards": "backward",
    "burnt": "burned", "catalogue": "catalog", "catalogues": "catalogs", "cosy": "cozy",
    "defence": "defense", "defences": "defenses", "dialogue": "dialog", "dialogues": "dialogs",
    "diarrhoea": "diarrhea", "draught": "draft", "dreamt": "dreamed", "encyclopaedia": "encyclopedia",
    "enrol": "enroll", "enquiry": "inquiry", "enquiries": "inquiries", "foetus": "fetus", "foetal": "fetal",
    "forwards": "forward", "fulfil": "fulfill", "fulfils": "fulfills", "grey": "gray", "greys": "grays",
    "haemorrhage": "hemorrhage", "instalment": "installment", "instalments": "installments",
    "install": "instal", "jewellery": "jewelry", "judgement": "judgment", "judgements": "judgments",
    "acknowledgement": "acknowledgment", "learnt": "learned", "leant": "leaned", "leapt": "leaped",
    "leukaemia": "leukemia", "licence": "license", "licences": "licenses", "manoeuvre": "maneuver",
    "manoeuvres": "maneuvers", "mediaeval": "medieval", "monologue": "monolog", "mould": "mold",
    "moustache": "mustache", "oestrogen": "estrogen", "offence": "offense", "offences": "offenses",
    "okay": "ok", "orthopaedic": "orthopedic", "paediatric": "pediatric", "plough": "plow",
    "practise": "practice", "practised": "practiced", "practising": "practicing", "pretence": "pretense",
    "programme": "program", "programmes": "programs", "pyjamas": "pajamas", "sceptic": "skeptic",
    "sceptics": "skeptics", "sceptical": "skeptical", "scepticism": "skepticism", "smoulder": "smolder",
    "spelt": "spelled", "spoilt": "spoiled", "sulphur": "sulfur", "towards": "toward", "tyre": "tire",
    "tyres": "tires", "upwards": "upward", "downwards": "downward", "afterwards": "afterward",
    "whilst": "while", "kerb": "curb", "storey": "story", "storeys": "stories", "yoghurt": "yogurt",
    "cheque": "check", "cheques": "checks", "ax": "axe", "omelette": "omelet", "tonne": "ton",
    "tonnes": "tons", "skilful": "skillful", "wilful": "willful", "woollen": "woolen",
}  # fmt: skip


def base_spelling(word: str) -> str:
    """Return the key that all spellings of a lower-case word share.

    >>> base_spelling("recognised"), base_spelling("neighbours"), base_spelling("travelling")
    ('recognized', 'neighbors', 'traveling')
    """
    if len(word) < 4:
        return IRREGULAR.get(word, word)
    found = IRREGULAR.get(word)
    if found is not None:
        return found
    match = _OUR.match(word)
    if match:
        return f"{match[1]}or{match[2]}"
    match = _DOUBLED.match(word)
    if match:
        return match[1] + match[3]
    match = _RE.match(word)
    if match:
        return f"{match[1]}er{match[2][1:]}"
    match = _ISE.match(word)
    return f"{match[1]}{match[2]}z{match[3]}" if match else word
