"""How a page looks: light and dark, on a telephone and on paper."""

PAGE_CSS = """
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1a1a1a; --faint: #5c5c5c;
  --line: #dcdcd8; --link: #0b57a4; --warn: #8a1c14; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181a; --ink: #e8e8e8;
  --faint: #a8a8a8; --line: #363a3d; --link: #8ab8ff; --warn: #ff9d94; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.2rem 1rem 2rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  overflow-wrap: anywhere; }
a { color: var(--link); } a.letter { font-size: 0.8em; text-decoration: none; }
a.letter:hover, a.letter:focus { text-decoration: underline; }
.skip { position: absolute; left: -999rem; } .skip:focus { position: static; }
header { border-bottom: 2px solid var(--ink); margin-bottom: 1rem; }
header p { margin: 0.3rem 0; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0.2rem 0; font-weight: 600; }
h1 span { font-weight: 800; margin-right: 0.4rem; }
h2 { font-size: 0.95rem; text-transform: uppercase; letter-spacing: 0.06em; margin: 0; }
section { border-bottom: 1px solid var(--line); padding: 0.9rem 0; }
.invented { display: inline-block; border: 2px solid var(--warn); color: var(--warn);
  font-weight: 700; padding: 0 0.5rem; }
.notes { color: var(--faint); font-size: 0.88rem; margin: 0.4rem 0 0.8rem; padding-left: 1.1rem; }
.short { margin: 0.4rem 0 0; padding-left: 1.1rem; font-size: 1.05rem; }
.headline { margin: 0.25rem 0 0.5rem; font-size: 1.1rem; font-weight: 600; }
dl { margin: 0; } dl > div { display: grid; grid-template-columns: 7rem 1fr; gap: 0 1rem;
  padding: 0.25rem 0; border-top: 1px solid var(--line); }
dl > div:first-child { border-top: 0; } dt { color: var(--faint); } dd { margin: 0; }
.also { position: absolute; left: -999rem; }
.sources > div { grid-template-columns: 3rem 1fr; font-size: 0.9rem; }
.sources > div:target { outline: 2px solid var(--link); }
code { font: 0.88em ui-monospace, Menlo, Consolas, monospace; }
.more { color: var(--faint); margin: 0.5rem 0 0; font-size: 0.88rem; }
details { margin-top: 0.6rem; } summary { cursor: pointer; color: var(--link); }
.scroll { overflow-x: auto; } #chart .chart { min-width: 36rem; }
table { border-collapse: collapse; width: 100%; margin: 0.8rem 0; font-size: 0.88rem;
  overflow-wrap: normal; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: 0.2rem; }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.7rem 0.2rem 0;
  border-top: 1px solid var(--line); }
th { color: var(--faint); font-weight: 600; border-top: 0; }
.right { text-align: right; white-space: nowrap; }
td { white-space: nowrap; }
td:last-child { min-width: 16rem; white-space: normal; } .unit { font-weight: 400; }
footer { color: var(--faint); font-size: 0.9rem; padding-top: 0.6rem; }
@media (max-width: 34rem) { body { padding: 0.7rem 0.7rem 1.5rem; }
  dl > div { grid-template-columns: 1fr; } dt { font-size: 0.85rem; }
  .sources > div { grid-template-columns: 2.6rem 1fr; } }
@media print { :root { --paper: #ffffff; --ink: #000000; --faint: #444444; --line: #bbbbbb;
  --link: #000000; --warn: #000000; } body { max-width: none; font-size: 10pt; padding: 0; }
  section { break-inside: auto; } h2, caption, dt { break-after: avoid; } .skip { display: none; }
  tr, dl > div, .chart { break-inside: avoid; } summary { display: none; }
  td { white-space: normal; } .scroll { overflow: visible; } #chart .chart { min-width: 0; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; } }
"""
