"""Ten sentences, each parsed twice by hand: columns FORM LEMMA UPOS XPOS, TIGER head and label, UD head and label."""

TWINS = {
    "separable verb": """
        Uschakow   Uschakow   PROPN NE     2 sb    2 nsubj
        lehnt      lehnen     VERB  VVFIN  0 ROOT  0 root
        die        der        DET   ART    4 nk    4 det
        Waffenruhe Waffenruhe NOUN  NN     2 oa    2 obj
        ab         ab         ADP   PTKVZ  2 svp   2 compound:prt
        .          .          PUNCT $.     2 punct 2 punct""",
    "passive with agent": """
        Der        der        DET   ART    2 nk    2 det
        Plan       Plan       NOUN  NN     3 sb    6 nsubj:pass
        wurde      werden     AUX   VAFIN  0 ROOT  6 aux:pass
        von        von        ADP   APPR   6 sbp   5 case
        Kiew       Kiew       PROPN NE     4 nk    6 obl:agent
        abgelehnt  ablehnen   VERB  VVPP   3 oc    0 root
        .          .          PUNCT $.     3 punct 6 punct""",
    "perfect passive": """
        Die        der        DET   ART    2 nk    2 det
        Hilfe      Hilfe      NOUN  NN     3 sb    4 nsubj:pass
        ist        sein       AUX   VAFIN  0 ROOT  4 aux
        gestoppt   stoppen    VERB  VVPP   5 oc    0 root
        worden     werden     AUX   VAPP   3 oc    4 aux:pass""",
    "modal, negation and genitive": """
        Russland   Russland   PROPN NE     2 sb    7 nsubj
        will       wollen     AUX   VMFIN  0 ROOT  7 aux
        den        der        DET   ART    4 nk    4 det
        Plan       Plan       NOUN  NN     7 oa    7 obj
        Europas    Europa     PROPN NE     4 ag    4 nmod
        nicht      nicht      PART  PTKNEG 7 ng    7 advmod
        prüfen     prüfen     VERB  VVINF  2 oc    0 root""",
    "complement clause with copula": """
        Merz       Merz       PROPN NE     2 sb    2 nsubj
        sagt       sagen      VERB  VVFIN  0 ROOT  0 root
        ,          ,          PUNCT $,     2 punct 2 punct
        dass       dass       SCONJ KOUS   7 cp    6 mark
        Kiew       Kiew       PROPN NE     7 sb    6 nsubj
        bereit     bereit     ADJ   ADJD   7 pd    2 ccomp
        sei        sein       AUX   VAFIN  2 oc    6 cop""",
    "relative clause": """
        Sanktionen Sanktion   NOUN  NN     0 ROOT  0 root
        ,          ,          PUNCT $,     1 punct 1 punct
        die        der        PRON  PRELS  6 oa    6 obj
        die        der        DET   ART    5 nk    5 det
        EU         EU         PROPN NE     7 sb    6 nsubj
        verhängt   verhängen  VERB  VVPP   7 oc    1 acl:relcl
        hat        haben      AUX   VAFIN  1 rc    6 aux""",
    "coordination": """
        Paris      Paris      PROPN NE     6 sb    6 nsubj
        ,          ,          PUNCT $,     1 punct 1 punct
        Rom        Rom        PROPN NE     1 cj    1 conj
        und        und        CCONJ KON    3 cd    5 cc
        Bern       Bern       PROPN NE     4 cj    1 conj
        warnen     warnen     VERB  VVFIN  0 ROOT  0 root
        vor        vor        ADP   APPR   6 op    8 case
        Angriffen  Angriff    NOUN  NN     7 nk    6 obl
        auf        auf        ADP   APPR   8 mnr   10 case
        Kiew       Kiew       PROPN NE     9 nk    8 nmod""",
    "infinitive with zu": """
        Moskau     Moskau     PROPN NE     2 sb    2 nsubj
        droht      drohen     VERB  VVFIN  0 ROOT  0 root
        ,          ,          PUNCT $,     2 punct 2 punct
        die        der        DET   ART    5 nk    5 det
        Gespräche  Gespräch   NOUN  NN     7 oa    7 obj
        zu         zu         PART  PTKZU  7 pm    7 mark
        beenden    beenden    VERB  VVINF  2 oc    2 xcomp""",
    "title, name and dative": """
        Präsident  Präsident  NOUN  NN     4 sb    4 nsubj
        Emmanuel   Emmanuel   PROPN NE     3 pnc   1 appos
        Macron     Macron     PROPN NE     1 nk    2 flat
        liefert    liefern    VERB  VVFIN  0 ROOT  0 root
        der        der        DET   ART    6 nk    6 det
        Ukraine    Ukraine    PROPN NE     4 da    4 obl:arg
        neue       neu        ADJ   ADJA   8 nk    8 amod
        Panzer     Panzer     NOUN  NN     4 oa    4 obj""",
    "adverbial clause and apposition": """
        Lawrow     Lawrow     PROPN NE     6 sb    6 nsubj
        ,          ,          PUNCT $,     1 punct 1 punct
        der        der        DET   ART    4 nk    4 det
        Minister   Minister   NOUN  NN     1 app   1 appos
        ,          ,          PUNCT $,     1 punct 1 punct
        schweigt   schweigen  VERB  VVFIN  0 ROOT  0 root
        ,          ,          PUNCT $,     6 punct 6 punct
        weil       weil       SCONJ KOUS   10 cp   10 mark
        Trump      Trump      PROPN NE     10 sb   10 nsubj
        zögert     zögern     VERB  VVFIN  6 mo    6 advcl""",
}


def tiger(twin: str) -> str:
    """Give a sentence's TIGER parse as the fixture `parsed` reads it."""
    return "\n".join(" ".join((*row[:3], row[4], row[5], row[3])) for row in map(str.split, twin.strip().splitlines()))


def universal(twin: str) -> str:
    """Give a sentence's UD parse as the fixture `parsed` reads it."""
    return "\n".join(" ".join((*row[:3], row[6], row[7], row[3])) for row in map(str.split, twin.strip().splitlines()))
