/** The whole style of a review page: light and dark by the reader's setting, readable at 360 pixels and on paper; colour never says anything alone. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d232b; --soft: #55606e; --page: #f6f7f9; --card: #ffffff; --line: #d9dee5; --link: #1a56a8;
  --high: #a3161f; --high-bg: #fdf0f0; --medium: #7a4b00; --medium-bg: #fdf6e6; --low: #1b6335; --low-bg: #eef7f0; --add: #e7f5ea; --gone: #fcebec; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e8ee; --soft: #a7b1be; --page: #14171c; --card: #1c2128; --line: #353d48; --link: #8fbcff;
    --high: #ff9a9a; --high-bg: #331a1d; --medium: #f1c26b; --medium-bg: #2f2716; --low: #8fd6a5; --low-bg: #182a1f; --add: #1b3223; --gone: #3a2023; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
.top, main, footer { max-width: 56rem; margin: 0 auto; padding: 0 1.25rem; }
.top { padding-top: 1.5rem; }
.top h1 { font-size: 1rem; font-weight: 600; margin: 0; color: var(--soft); }
article { background: var(--card); border: 1px solid var(--line); border-radius: 12px; margin: 1rem 0 2.5rem; overflow: hidden; }
.risk { padding: 1.25rem 1.5rem 1.1rem; border-left: 8px solid; }
.blocked, .high { background: var(--high-bg); border-color: var(--high); }
.medium { background: var(--medium-bg); border-color: var(--medium); }
.low { background: var(--low-bg); border-color: var(--low); }
.level { margin: 0; font-weight: 800; letter-spacing: .05em; font-size: 1.35rem; line-height: 1.3; text-transform: uppercase; }
.blocked .level, .high .level { color: var(--high); }
.medium .level { color: var(--medium); }
.low .level { color: var(--low); }
.risk h2 { margin: .1rem 0 .5rem; font-size: 1.35rem; line-height: 1.3; }
.risk ul { margin: 0; padding-left: 1.2rem; }
.risk li { margin: .15rem 0; }
.risk li strong { font-weight: 600; }
.body { padding: .25rem 1.5rem 1.5rem; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.lead { font-size: 1.1rem; margin: 1rem 0 .35rem; }
.soft { color: var(--soft); }
dl.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: .75rem; margin: 1.1rem 0 0; }
dl.facts div { border: 1px solid var(--line); border-radius: 8px; padding: .55rem .8rem; }
dl.facts dt { color: var(--soft); font-size: .85rem; }
dl.facts dd { margin: 0; font-size: 1.15rem; font-weight: 600; }
dl.rows { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .4rem 1.25rem; margin: .5rem 0; }
dl.rows dt { color: var(--soft); }
dl.rows dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
thead th { color: var(--soft); font-size: .85rem; }
tr:last-child td, tr:last-child th { border-bottom: 0; }
blockquote { margin: .4rem 0; padding: .1rem 0 .1rem .9rem; border-left: 3px solid var(--line); }
code, pre { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; font-size: .88rem; }
pre { margin: .5rem 0; padding: .7rem .9rem; background: var(--page); border: 1px solid var(--line); border-radius: 8px; white-space: pre-wrap; }
ol.steps { padding-left: 1.5rem; margin: .4rem 0; }
details { margin: .5rem 0; }
summary { cursor: pointer; font-weight: 600; padding: .2rem 0; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.diff { padding: .5rem 0; }
.diff span.line { display: block; padding: 0 .9rem 0 2.2rem; text-indent: -1.3rem; min-height: 1.4em; }
.diff .add { background: var(--add); }
.diff .gone { background: var(--gone); }
.diff ins { text-decoration: underline; text-decoration-thickness: 2px; font-weight: 700; }
.diff del { text-decoration: line-through; font-weight: 700; }
footer { color: var(--soft); font-size: .9rem; padding-bottom: 2.5rem; }
@media (max-width: 36rem) {
  .top, main, footer { padding-left: .75rem; padding-right: .75rem; }
  .risk, .body { padding-left: 1rem; padding-right: 1rem; }
  dl.rows { grid-template-columns: 1fr; gap: 0; }
  dl.rows dd { margin-bottom: .6rem; }
  table.wide, .wide tbody, .wide tr, .wide th, .wide td { display: block; border: 0; padding: 0; }
  .wide thead { display: none; }
  .wide tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
}
@media print {
  :root { --page: #fff; --card: #fff; }
  body { font-size: 10.5pt; }
  article { border: 0; break-after: page; }
  details:not([open]) > summary::after { content: " (closed)"; font-weight: 400; }
  h3 { break-after: avoid; }
}
`;
