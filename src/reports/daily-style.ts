import { Html } from './html.ts';

/** The page's style: readable on a screen, made for A4. */
export const dailyStyle = new Html(`
@page { size: A4; margin: 14mm 13mm 16mm }
:root { --ink: #1b2330; --soft: #5b6676; --line: #dfe4ea; --fill: #f5f7f9; --accent: #0b6e69; --bad: #b3261e; --good: #1b7a3d;
  --bad-fill: #fdf1ef; --good-fill: #eef8f1 }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 54rem; padding: 2rem 1.5rem 3rem; background: #fff; color: var(--ink);
  font: 14px/1.5 "Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word; print-color-adjust: exact; -webkit-print-color-adjust: exact }
header { border-bottom: 3px solid var(--accent); padding-bottom: .9rem; margin-bottom: 1.1rem }
.brand { color: var(--accent); font-weight: 700; letter-spacing: .04em }
h1 { margin: .1rem 0 0; font-size: 1.7rem; line-height: 1.25 }
h2 { margin: 1.9rem 0 .6rem; font-size: 1.12rem; break-after: avoid }
h3 { margin: 1.1rem 0 .35rem; font-size: 1rem; break-after: avoid }
h3 span, .soft { color: var(--soft); font-weight: 400 }
p { margin: .3rem 0 }
a { color: var(--accent) }
.notice { border-left: 4px solid var(--good); background: var(--good-fill); padding: .55rem .85rem; border-radius: 4px; margin: 0 0 1rem }
.notice.bad { border-color: var(--bad); background: var(--bad-fill) }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem }
.tile { border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; break-inside: avoid }
.tile b { display: block; font-size: 2rem; line-height: 1.2 }
.tile.main { background: var(--fill) }
.tile dl { display: grid; grid-template-columns: 1fr auto; gap: 0 .6rem; margin: .4rem 0 0; font-size: .86rem; color: var(--soft) }
dd { margin: 0; text-align: right }
.up { color: var(--bad) } .down { color: var(--good) }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 0 2rem; align-items: start }
.columns > section { break-inside: avoid }
table { width: 100%; border-collapse: collapse }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { padding: .32rem .5rem .32rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
th { color: var(--soft); font-weight: 600; font-size: .82rem }
td.n, th.n { text-align: right; padding-right: 0; padding-left: .7rem; white-space: nowrap }
th.n { white-space: normal; vertical-align: bottom }
.shares td:first-child { width: 48% }
.bar { display: block; height: 5px; border-radius: 3px; background: var(--accent); margin-top: 3px; min-width: 2px }
.bar.none { background: var(--line) }
.chart { width: 100%; height: auto; display: block }
.chart text { font-size: 10px; fill: var(--soft) }
ul.examples { list-style: none; margin: 0; padding: 0 }
ul.examples li { border-left: 3px solid var(--line); padding: .1rem 0 .15rem .8rem; margin: .5rem 0; break-inside: avoid }
.meta { color: var(--soft); font-size: .86rem }
footer { margin-top: 2rem; padding-top: .7rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .82rem }
@media print { body { max-width: none; padding: 0; font-size: 9.5pt } .columns { grid-template-columns: 1fr 1fr }
  .tiles { grid-template-columns: repeat(3, 1fr) } .tile { padding: .6rem .8rem } .tile b { font-size: 1.6rem } a { color: inherit } }
`);
