/** How pages look on a wide screen, on a narrow one, and on A4. */
export const STYLE = `:root {
  --ink: #1f2933; --soft: #5b6773; --line: #d9dfe5; --paper: #ffffff; --ground: #f4f6f8;
  --deep: #1d4e6b; --deep-soft: #e6eff4; --red: #a6261d; --red-soft: #fbeeec; --amber: #8a5a00; --amber-soft: #fdf4e1;
  --green: #2c6e49; --green-soft: #e9f4ed;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.65 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", system-ui, sans-serif; }
a { color: var(--deep); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid #7fb2cf; outline-offset: 2px; }
.demonstration { margin: 0; padding: .35rem 1.5rem; background: #6b4a00; color: #fff; font-size: .875rem; text-align: center; }
body > header { display: flex; flex-wrap: wrap; gap: .25rem 2rem; align-items: baseline; padding: .9rem 1.5rem 0; background: var(--deep); color: #fff; }
.brand { margin: 0; font-size: 1.25rem; font-weight: 700; }
.brand a { color: #fff; }
.brand span { margin-left: .8rem; font-size: .85rem; font-weight: 400; opacity: .85; }
.clock .mark { margin-left: .5rem; }
.clock { margin: 0 0 0 auto; font-size: .9rem; font-variant-numeric: tabular-nums; }
nav { display: flex; flex-wrap: wrap; gap: .15rem; width: 100%; }
nav a { padding: .45rem .62rem; color: #e8f1f6; border-radius: .4rem .4rem 0 0; }
nav a[aria-current] { background: var(--ground); color: var(--deep); font-weight: 600; }
.adds { display: flex; flex-wrap: wrap; gap: .3rem; margin-left: auto; align-self: center; padding-bottom: .3rem; }
nav a.add { padding: .15rem .7rem; border: 1px solid #9dc0d2; border-radius: 999px; font-size: .92rem; }
main, .messages { max-width: 68rem; margin: 0 auto; padding: 0 1.5rem; }
.messages p { margin: 1rem 0 0; }
h1 { margin: 1.4rem 0 .8rem; font-size: 1.5rem; }
h2 { display: flex; align-items: baseline; gap: .7rem; margin: 1.8rem 0 .7rem; font-size: 1.15rem; }
h2 small { font-size: .85rem; font-weight: 400; color: var(--soft); }
h3 { margin: 0; font-size: 1.02rem; font-weight: 600; }
.lead, .none, .more { color: var(--soft); }
.none { margin: .3rem 0; } .calm { margin-top: 1.2rem; }
.counts { display: grid; grid-template-columns: repeat(5, 1fr); gap: .8rem; margin: 0; padding: 0; list-style: none; }
.counts a { display: block; padding: .7rem 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; color: var(--soft); }
.counts b { display: block; font-size: 1.7rem; line-height: 1.2; color: var(--ink); font-variant-numeric: tabular-nums; }
.counts .overdue b { color: var(--red); }
.counts .to-check b, .counts .today b { color: var(--amber); }
.duty, .notice, .sheet { margin: 0 0 .8rem; padding: .9rem 1.1rem; background: var(--paper); border: 1px solid var(--line); border-left: 4px solid #9fb7c4; border-radius: .6rem; break-inside: avoid; }
.duty.today, .duty.to-check { border-left-color: #d19a2b; }
.duty.overdue { border-left-color: var(--red); }
.duty.settled { border-left-color: var(--green); }
.sheet h2 { margin-top: 0; }
.row { display: flex; flex-wrap: wrap; gap: .2rem 1rem; justify-content: space-between; align-items: baseline; }
.count { font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; color: var(--deep); }
.count .near { color: var(--amber); }
.duty.overdue .count, .duty.overdue .count .past { color: var(--red); }
.facts { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; margin: .25rem 0; font-size: .92rem; color: var(--soft); align-items: baseline; }
.facts b { color: var(--ink); font-weight: 600; }
.mark { display: inline-block; margin-right: .3rem; padding: 0 .5rem; border-radius: .3rem; background: var(--deep-soft); color: var(--deep); font-size: .8rem; line-height: 1.5rem; white-space: nowrap; }
.clause { margin: .45rem 0; font-size: .92rem; color: #3b4854; }
.clause b { margin-right: .5rem; font-weight: 600; }
details { margin: .3rem 0; }
summary { cursor: pointer; color: var(--deep); font-size: .92rem; width: fit-content; }
details.why > summary { width: auto; } details.why > summary span { color: var(--soft); }
details.why[open] > summary span { display: none; }
details.why ol { margin: .4rem 0; padding-left: 1.6rem; }
details.why p { margin: .2rem 0; font-size: .92rem; color: var(--soft); }
.duty > details:not(.why) { display: inline-block; vertical-align: top; margin-right: 1.6rem; }
.duty > details[open] { display: block; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th { text-align: left; font-weight: 600; color: var(--soft); white-space: nowrap; }
th, td { padding: .4rem .7rem; border-bottom: 1px solid var(--line); vertical-align: top; }
table.list { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; }
table.list thead th { background: #eef2f5; }
table.list td { overflow-wrap: anywhere; }
table.week th { width: 12rem; color: var(--ink); }
.ledger td:first-child, .ledger td:nth-child(2) { white-space: nowrap; }
.ledger td:nth-child(2) { max-width: 12rem; white-space: normal; }
.ledger small { display: block; color: var(--soft); }
.about { display: block; color: var(--soft); font-size: .82rem; }
td.on-time { color: var(--green); } td.late, .verdict.late { color: var(--red); } .verdict { font-weight: 600; color: var(--soft); } .verdict.on-time { color: var(--green); }
blockquote { margin: .3rem 0 0; padding: .5rem .8rem; background: var(--ground); border-radius: .4rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.2rem; margin: .3rem 0; }
dt { color: var(--soft); } dd { margin: 0; }
.tabs { display: flex; flex-wrap: wrap; gap: .4rem; margin: 0 0 1rem; }
.tabs a { padding: .15rem .9rem; background: var(--paper); border: 1px solid var(--line); border-radius: 999px; font-size: .92rem; }
.tabs a.here { background: var(--deep); border-color: var(--deep); color: #fff; }
.refusal { color: var(--red); } p.refusal { margin: .5rem 0; padding: .4rem .8rem; background: var(--red-soft); border-radius: .4rem; }
.stopped { padding: .5rem .9rem; background: var(--amber-soft); color: var(--amber); border-radius: .4rem; }
.said { padding: .5rem .9rem; background: var(--green-soft); color: var(--green); border-radius: .4rem; }
form.act { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: flex-start; }
form.act > .field ~ button { margin-top: 1.55rem; } form.act > .field ~ fieldset ~ button { margin-top: .3rem; }
form.act > .refusal { width: 100%; margin: 0; }
details.fold > form { margin: .6rem 0 .4rem; padding: .9rem; background: var(--ground); border-radius: .5rem; }
main > form.act { padding: 1.2rem; background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; }
.field { display: flex; flex-direction: column; gap: .15rem; font-size: .88rem; color: var(--soft); min-width: 11rem; }
.field.tick { flex-direction: row-reverse; align-items: center; justify-content: flex-end; gap: .4rem; min-width: 0; padding-top: 1.95rem; }
.field small { font-size: .78rem; }
input, select { font: inherit; font-size: .95rem; color: var(--ink); padding: .35rem .55rem; border: 1px solid #b8c2cb; border-radius: .4rem; background: #fff; max-width: 100%; }
input[type=text] { width: 18rem; }
fieldset { width: 100%; margin: 0; padding: .6rem .9rem; border: 1px solid var(--line); border-radius: .5rem; }
.pair { display: flex; flex-wrap: wrap; gap: .4rem .9rem; width: 100%; margin: .3rem 0; }
.pair .field:last-child { flex: 1; } .pair .field:last-child input { width: 100%; }
button { font: inherit; font-size: .92rem; padding: .38rem 1.1rem; border: 1px solid var(--deep); border-radius: .4rem; background: var(--deep); color: #fff; cursor: pointer; }
button.quiet { background: #fff; color: var(--deep); }
button:disabled { opacity: .55; cursor: default; }
.acts { display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; align-items: baseline; margin-top: .8rem; }
.acts details[open] { width: 100%; }
section > form.act { margin-top: .8rem; }
.checks { display: flex; flex-wrap: wrap; gap: .6rem 1.2rem; align-items: flex-end; margin-top: .6rem; }
.checks form.act { align-items: flex-end; } .checks form.act > .field ~ button { margin-top: 0; }
.steps ol { margin: 0; padding: 0; list-style: none; counter-reset: step; }
.step { margin: 0 0 .5rem; padding: .6rem 1rem; background: var(--paper); border: 1px solid var(--line); border-left: 4px solid #9fb7c4; border-radius: .6rem; break-inside: avoid; }
.step h3::before { counter-increment: step; content: counter(step) ". "; color: var(--soft); font-weight: 400; }
.step.done, .step.waived { border-left-color: var(--green); } .step.awaits { border-left-color: #d19a2b; } .step.shut { background: var(--ground); }
.step .state { font-weight: 600; color: var(--deep); } .step.shut .state { color: var(--soft); font-weight: 400; } .step.done .state { color: var(--green); } .step.awaits .state { color: var(--amber); }
.step .acts { margin-top: .2rem; } .step ul { margin: .2rem 0; }
.choices { width: auto; display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; font-size: .95rem; } .choices legend { font-size: .88rem; color: var(--soft); } .choices label { display: flex; gap: .35rem; align-items: center; }
form.act > .choices ~ button { margin-top: 1.55rem; }
table.period td:first-child { width: 17rem; } table.period td:nth-child(2) { width: 1%; white-space: nowrap; overflow-wrap: normal; } table.period td div + div { margin-top: .2rem; }
.deviations { padding-left: 1.2rem; } .wide + h3 { margin-top: .9rem; }
table.procedures td:first-child, table.procedures td:last-child { min-width: 8rem; }
table.coverage th { color: var(--ink); vertical-align: top; } table.coverage td { min-width: 6rem; } table.coverage td:nth-of-type(1) { min-width: 12rem; } table.coverage td:last-child { min-width: 14rem; font-size: .86rem; }
table.coverage details { margin: 0; } .switches { margin: 0 0 1rem; }
table.assignments { font-size: .86rem; } table.assignments td:nth-child(2), table.assignments td:nth-child(8) { min-width: 11rem; } table.assignments td:nth-child(3), table.assignments td:nth-child(7), table.assignments td:nth-child(9) { min-width: 7rem; } table.assignments td { min-width: 4.5rem; } table.assignments td:first-child { min-width: 0; }
.light { font-weight: 600; } .light.green, .light.closed { color: var(--green); } .light.yellow { color: var(--amber); } .light.red { color: var(--red); } .light.grey { color: var(--soft); }
.blank { min-width: 7rem; }
table.sheet-of-steps td { height: 2.6rem; } table.sheet-of-steps td:nth-child(2) { min-width: 7rem; } table.sheet-of-steps td:last-child { min-width: 6rem; }
.call-list td { vertical-align: middle; } .call-list td:nth-child(2), .call-list td:nth-child(3), .call-list td.screen { white-space: nowrap; overflow-wrap: normal; }
.call-list td form.act { flex-wrap: nowrap; } .call-list td form { display: inline-flex; align-items: center; margin-right: .5rem; } .call-list input[type=text] { width: 8rem; } .call-list .field { flex-direction: row; align-items: center; gap: .4rem; min-width: 0; } .call-list form.act > .field ~ button { margin-top: 0; }
.to-call td:nth-child(2) { min-width: 9rem; } .to-call td.phone { white-space: nowrap; font-variant-numeric: tabular-nums; } .to-call td.blank { min-width: 9rem; line-height: 2; }
form.choose { margin-bottom: 1rem; } .sign-line { margin: 1.4rem 0 .4rem; }
.months { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1rem; }
.month { padding: .7rem .8rem; background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; break-inside: avoid; }
.days { display: grid; grid-template-columns: repeat(7, 1fr); gap: 2px; margin-top: .4rem; text-align: center; font-size: .85rem; }
.days b { font-weight: 400; color: var(--soft); }
.days span { padding: .1rem 0; border-radius: .25rem; } .days .off, .key.off { background: #eef1f4; color: var(--soft); }
.days .holiday, .key.holiday { background: var(--red-soft); color: var(--red); } .days .make-up, .key.make-up { background: var(--amber-soft); color: var(--amber); font-weight: 600; }
.days .present { outline: 2px solid var(--deep); }
.key { display: inline-block; width: 1.5rem; text-align: center; border-radius: .25rem; font-size: .85rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; } table.figures td:last-child { font-variant-numeric: tabular-nums; } table.figures th { white-space: normal; min-width: 3.6em; } table.figures td:first-child { min-width: 6em; }
table.report-lines td:first-child { text-align: center; white-space: nowrap; } table.report-lines td { min-width: 4.5em; } table.report-lines td:first-child { min-width: 0; } table.report-lines td:nth-child(3) { min-width: 11em; } .entries { overflow-wrap: anywhere; }
table.reports td { overflow-wrap: normal; } table.reports td:first-child, table.reports td:nth-child(3), table.reports td:last-child { white-space: nowrap; }  th.number { text-align: right; } table.figures.narrow { max-width: 44rem; } .key-line { margin: .3rem 0 1rem; } section > h3 { margin: 1.2rem 0 .5rem; }
figure.chart { margin: .6rem 0 1.2rem; padding: .8rem 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; overflow-x: auto; break-inside: avoid; }
svg.chart { display: block; width: 100%; min-width: 44rem; height: auto; } figcaption { margin-top: .3rem; color: var(--soft); font-size: .88rem; text-align: center; }
.suggestions li { min-height: 2rem; } .methods { font-size: .92rem; color: var(--soft); }
footer { max-width: 68rem; margin: 2.5rem auto 0; padding: 1rem 1.5rem 2rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9rem; }
@media (max-width: 46rem) {
  main, .messages, footer { padding-left: .9rem; padding-right: .9rem; }
  body > header { padding: .7rem .9rem 0; }
  .brand span { display: none; }
  nav a { padding: .4rem .6rem; }
  .adds { margin-left: 0; }
  .counts { grid-template-columns: repeat(3, 1fr); gap: .5rem; } .counts a { padding: .5rem .6rem; font-size: .88rem; } .counts b { font-size: 1.35rem; }
  .months { grid-template-columns: 1fr; }
  .field, .field input, .field select { width: 100%; } .field.tick, .field.tick input { width: auto; }
  th, td { padding: .35rem .45rem; }
  table.period thead { display: none; } table.period tr { display: block; padding: .3rem 0; border-bottom: 1px solid var(--line); } table.period td { display: block; width: auto !important; border: 0; padding: .1rem .6rem; }
  table.list td { overflow-wrap: anywhere; }
table.week th { width: 7rem; white-space: normal; }
}
@media screen and (min-width: 70rem) { .landscape { width: min(96vw, 100rem); margin-left: 50%; transform: translateX(-50%); } }
@media (min-width: 46.01rem) and (max-width: 62rem) { .months { grid-template-columns: repeat(3, 1fr); } }
@media screen and (max-width: 46rem) { .blank { display: none; } }
@page across { size: A4 landscape; margin: 14mm 12mm; }
@media print {
  @page { size: A4; margin: 18mm 16mm; }
  .landscape { page: across; } .wide { overflow: visible; } table.assignments { font-size: 8pt; } table.assignments td { min-width: 0 !important; padding: .2rem; }
  body { background: #fff; font-size: 10.5pt; }
  body > header { padding: 0; background: none; color: #000; } .brand a, .clock { color: #000; }
  .demonstration { background: none; color: #000; border: 1px solid #000; }
  nav, form, .fold, .acts, footer, #notices-latest, .more, .tabs, details.rungs, .screen, .confined, .messages .said { display: none !important; }
  main { max-width: none; padding: 0; }
  .duty { padding: .4rem .7rem; margin-bottom: .4rem; } .duty p, .duty details { margin: .1rem 0; }
  .duty, .notice, .sheet, .counts a, table.list, .month { border-color: #999; border-radius: 0; }
  a { color: #000; } .slip { break-after: page; min-height: 110mm; }
  .months { grid-template-columns: repeat(3, 1fr); gap: .5rem; }
  figure.chart { padding: 0; border: 0; border-radius: 0; overflow: visible; } svg.chart { min-width: 0; }
  table.figures, table.report-lines { font-size: 8.5pt; } table.figures th, table.figures td, table.report-lines th, table.report-lines td { padding: .15rem .3rem; min-width: 0; } thead { display: table-header-group; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; } .suggestions li { border-bottom: 1px solid #666; min-height: 9mm; margin-bottom: 2mm; } .key-line { display: block !important; }
}
`;
