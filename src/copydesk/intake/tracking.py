"""Query parameters that say where a reader came from and nothing about the article.

Only names that mean nothing else anywhere are listed: a short name such as `ref`, `source` or `s` picks
the article on some site, so it stays. Names are compared in lower case.
"""

from __future__ import annotations

#: Names that begin so are tracking.
PREFIXES = (
    "utm_",
    "mtm_",
    "matomo_",
    "piwik_",
    "pk_",
    "hsa_",
    "ns_mchannel",
    "ns_campaign",
    "at_custom",
    "__hs",
)

#: Whole names.
NAMES = frozenset(
    {
        # search and advertising networks
        "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "gad_source", "gad_campaignid", "srsltid", "msclkid",
        "yclid", "ysclid", "ymclid", "twclid", "ttclid", "li_fat_id", "rdt_cid", "epik", "irclickid", "_openstat",
        "s_cid", "zanpid", "wickedid", "vero_id", "vero_conv", "oly_anon_id", "oly_enc_id", "rb_clickid",
        # social networks
        "fbclid", "fb_action_ids", "fb_action_types", "fb_source", "fb_ref", "igshid", "igsh", "mibextid",
        "share_id", "sharetype", "__twitter_impression", "__tn__", "spm", "xtor", "xtref",
        # newsletters
        "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "hsctatracking", "ml_subscriber", "ml_subscriber_hash",
        "sc_campaign", "sc_channel", "sc_content", "sc_medium", "sc_outcome", "sc_geo", "sc_country",
        "cmpid", "ns_source", "ns_linkname", "ns_fee", "guce_referrer", "guce_referrer_sig", "guccounter",
        "at_medium", "at_campaign", "at_link_id", "at_link_type", "at_link_origin", "at_format", "at_ptr_name",
        "at_bbc_team", "at_campaign_type", "_ga", "_gl", "ga_source", "ga_medium", "ga_campaign",
    }
)  # fmt: skip


def is_tracking(name: str) -> bool:
    """Say whether a query parameter of this name only tracks.

    >>> is_tracking("utm_source"), is_tracking("FBCLID"), is_tracking("id"), is_tracking("amp")
    (True, True, False, False)
    """
    lower = name.lower()
    return lower in NAMES or lower.startswith(PREFIXES)
