"""Sixty texts that would be markup, code, links or keys if a page took them for more than text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.model import Kind
from tests.debate import Line, entity

TEXTS = [
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<!--<script>alert(3)",
    "--><script>alert(4)</script><!--",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(5)</scr</script>ipt>",
    "<img src=x onerror=alert(6)>",
    "<img/src=`x`onerror=alert(7)>",
    "<svg/onload=alert(8)>",
    "<svg><animate onbegin=alert(9) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:alert(10)><text x=20 y=20>x</text></a></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(11)>",
    "<body onload=alert(12)>",
    "<iframe src=javascript:alert(13)></iframe>",
    "<iframe srcdoc='<script>alert(14)</script>'>",
    "<object data=javascript:alert(15)>",
    "<embed src=//evil.example/x.swf>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{display:none}</style>",
    "<style>@import '//evil.example/x.css';</style>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><button>x</button></form>",
    "<input autofocus onfocus=alert(16)>",
    "<details open ontoggle=alert(17)>",
    "<video><source onerror=alert(18)>",
    "<marquee onstart=alert(19)>",
    "<template><script>alert(20)</script></template>",
    '<a href="data:text/html,<script>alert(21)</script>">x</a>',
    '<a href=" javascript:alert(22)">x</a>',
    "\"><b onclick='alert(23)'>x</b>",
    "' onmouseover='alert(24)",
    "`onmouseover=alert(25)",
    "javascript:alert(26)",
    "JaVaScRiPt:alert(27)",
    "java\tscript:alert(28)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgyOSk8L3NjcmlwdD4=",
    "vbscript:msgbox(30)",
    "//evil.example/x",
    "'-alert(31)-'",
    '";alert(32)//',
    "\\';alert(33)//",
    "${alert(34)}",
    "{{ 7*7 }} {% raw %} {{ constructor.constructor('alert(35)')() }}",
    "<%= 7*7 %> #{7*7}",
    "\u2028alert(36)\u2029",
    "\\u003cscript\\u003ealert(37)\\u003c/script\\u003e",
    "&lt;script&gt;alert(38)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(39)&#62;",
    "]]><![CDATA[<iframe src=//evil.example>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
    "\u202eklickmich\u202c\ufeff\u0000",
    '=HYPERLINK("http://evil.example")',
    "$\\frac{1}{0}$ \\input{x} %s %n",
    "../../../etc/passwd\u0000.html",
    "a" * 400,
]

FILE_NAMES = [
    "<img src=x onerror=alert(0)>.html",
    "__proto__.html",
    "javascript:alert(0).html",
    "a#b?c&d=%2e.html",
    "\u2028'\".html",
]

ACTIVE = "document.querySelectorAll('script,iframe,img,base,object,embed,style,link[rel=stylesheet],form,svg a,[onclick],[onerror],[onload],[onfocus]').length"
UNSPOILT = "({}).polluted === undefined && Object.keys(Object.prototype).length === 0"


def hostile_lines(**told: Any) -> Iterator[Line]:
    """Make a claim of each: as names, sentence, trigger, outlet, source, condition and title."""
    for number, text in enumerate(TEXTS):
        subject, thing = entity(f"{text} A{number}"), entity(f"{text} B{number}", Kind.PROPOSAL, "ceasefire")
        line = Line("2025-03-11", text, subject, "rejects", thing, f"{text} lehnt {text} ab.", text, subject)
        line.conditions, line.url, line.title = (thing,), "https://example.org/x", text
        for key, value in told.items():
            setattr(line, key, value)
        yield line
