/** The look of every page: one column, one accent, light and dark, a phone and one sheet of paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf8; --sheet: #ffffff; --ink: #1d2026; --soft: #595f69; --line: #e3e1dc; --ground: #efede8;
  --accent: #2f49c7; --on-accent: #ffffff; --tint: #eef1fd; --rest: #9097a3; --live: #3d444f;
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14161a; --sheet: #1b1e24; --ink: #e9eaee; --soft: #a9afba; --line: #31353d; --ground: #292d35;
    --accent: #a3b3ff; --on-accent: #10131c; --tint: #20263c; --rest: #757d8a; --live: #c6ccd6;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere; }
main { max-width: 50rem; margin: 0 auto; padding: clamp(0.75rem, 4vw, 3rem) clamp(0.75rem, 3vw, 1.5rem); }
.sheet {
  background: var(--sheet); border: 1px solid var(--line); border-radius: 14px;
  padding: clamp(1.25rem, 5vw, 3rem); margin-bottom: 2rem;
}
h1 { font-size: clamp(1.4rem, 4.4vw, 1.9rem); line-height: 1.22; letter-spacing: -0.015em; font-weight: 650; margin: 0; text-wrap: balance; }
h2 { font-size: 0.8rem; letter-spacing: 0.07em; text-transform: uppercase; color: var(--soft); font-weight: 600; margin: 2.5rem 0 0.9rem; }
p { margin: 0 0 0.75rem; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.875em; }
.whose { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: baseline; color: var(--soft); margin-bottom: 0.6rem; }
.whose span:first-child { font-weight: 600; color: var(--ink); }
.environment { border: 1px solid var(--line); border-radius: 99px; padding: 0.05rem 0.7rem; font-size: 0.85rem; }
.steps { list-style: none; margin: 0; padding: 0; }
.steps > li { position: relative; padding-left: 2.5rem; margin-bottom: 1.4rem; }
.steps > li::before {
  content: attr(data-number); position: absolute; left: 0; top: 0.05rem; width: 1.6rem; height: 1.6rem; line-height: 1.6rem;
  text-align: center; border-radius: 50%; background: var(--ground); color: var(--ink); font-size: 0.85rem; font-weight: 600;
}
.copyable { display: flex; gap: 0.75rem; align-items: center; background: var(--ground); border-radius: 9px; padding: 0.5rem 0.5rem 0.5rem 0.9rem; }
.copyable pre { margin: 0; flex: 1; min-width: 0; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.5; }
.copy { display: flex; gap: 0.75rem; align-items: center; margin: 0; flex: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.now::before { content: ""; display: inline-block; width: 3px; height: 0.8em; background: var(--ink); margin-right: 0.5em; }
.copy [role="status"] { color: var(--soft); font-size: 0.9rem; }
.copy [role="status"]:empty { display: none; }
.hero { display: block; background: var(--tint); border: 1px solid var(--accent); padding: 1.1rem 1.2rem; }
.hero pre { line-height: 1.6; }
.hero .copy { margin-top: 1rem; }
button {
  font: inherit; font-size: 0.9rem; font-weight: 600; color: var(--accent); background: var(--sheet); cursor: pointer;
  border: 1px solid var(--accent); border-radius: 7px; padding: 0.4rem 0.9rem; min-height: 2.25rem;
}
.hero button { color: var(--on-accent); background: var(--accent); padding: 0.6rem 1.3rem; font-size: 1rem; }
button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.shown { font: 600 1.6rem/1.3 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; letter-spacing: 0.04em; color: var(--accent); margin: 0.1rem 0 0; }
.timeline { list-style: none; margin: 1.2rem 0 0; padding: 0; }
.key { display: grid; grid-template-columns: 5.5rem 1fr; column-gap: 1rem; padding: 0.5rem 0 0.7rem; align-items: center; }
.key .role { font-weight: 600; }
.key .dates, .key .fingerprint { grid-column: 2; }
.key .dates { color: var(--soft); font-size: 0.9rem; margin-top: 0.35rem; }
.key .fingerprint { color: var(--soft); font-size: 0.8rem; }
.strip { display: block; width: 100%; height: 0.8rem; border-radius: 4px; }
.strip .ground { fill: var(--ground); }
.strip .waited { fill: var(--rest); opacity: 0.45; }
.strip .mark { fill: var(--ink); }
.strip .lived { fill: var(--live); }
.strip .ahead { fill: var(--live); opacity: 0.22; }
.pending .strip .ahead { fill: var(--accent); }
.previous .strip .lived { fill: var(--rest); }
.pending .strip .lived, .attention .strip .lived { fill: var(--accent); }
.pending .role { color: var(--accent); }
.axis { display: flex; justify-content: space-between; gap: 1rem; flex-wrap: wrap; color: var(--soft); font-size: 0.85rem; margin: 0.4rem 0 0 6.5rem; }
.overview { max-width: 58rem; display: flex; flex-direction: column; }
.overview > header { order: -2; }
.summary { order: -1; }
.summary h2 { margin-top: 1.5rem; }
.counts { font-size: 1.2rem; font-weight: 600; }
.overview .jump { position: absolute; left: -100vw; }
.overview .jump:focus-within { position: static; }
a { color: var(--accent); }
footer h2 { margin-top: 0.5rem; }
footer ul { margin: 0; padding-left: 1.2rem; }
.entry { padding: clamp(1rem, 3vw, 1.5rem); margin-bottom: 0.9rem; }
.entry h3 { font-size: 1.05rem; margin: 0 0 0.15rem; }
.entry.attention { box-shadow: inset 4px 0 var(--accent); }
.owner { color: var(--soft); font-size: 0.9rem; }
.entry dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: 0.5rem 1rem; margin: 1rem 0 0; }
.entry dt { color: var(--soft); font-size: 0.8rem; }
.entry dd { margin: 0; font-variant-numeric: tabular-nums; }
.todo { margin: 0.9rem 0 0; font-size: 0.95rem; }
.todo strong { color: var(--accent); margin-right: 0.4rem; }
footer { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1rem; color: var(--soft); font-size: 0.85rem; }
footer p:last-child { margin: 0; }
@media (max-width: 34rem) {
  .steps > li { padding-left: 0; }
  .steps > li::before { position: static; display: block; margin-bottom: 0.5rem; }
  .copyable { display: block; padding: 0.8rem 0.9rem; }
  .copyable .copy { margin-top: 0.8rem; }
  .hero { padding: 0.8rem; }
  .hero pre { font-size: max(0.42rem, 2.05vw); }
  .key { grid-template-columns: 1fr; row-gap: 0.25rem; }
  .key .dates, .key .fingerprint { grid-column: 1; margin: 0; }
  .axis { margin-left: 0; }
}
@media print {
  @page { margin: 14mm; }
  :root {
    --paper: #fff; --sheet: #fff; --ink: #000; --soft: #3d3d3d; --line: #bbb; --ground: #eee;
    --accent: #22349a; --tint: #fff; --rest: #888; --live: #333;
    font-size: 9.5pt; color-scheme: light;
  }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  .sheet { border: 0; padding: 0; margin: 0; break-after: page; }
  .sheet:last-child, .entry { break-after: auto; }
  .entry { break-inside: avoid; border-bottom: 1px solid var(--line); padding: 0.6rem 0; border-radius: 0; }
  .jump { display: none; }
  .copy { display: none; }
  h2 { margin: 1.3rem 0 0.5rem; }
  .steps > li { margin-bottom: 0.7rem; break-inside: avoid; }
  footer { margin-top: 1.2rem; }
}
`;
