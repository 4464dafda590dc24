/** The one style of the plain pages. It stands in each page, so that a page is one request behind both doors. */
export const plainStyle = `:root { color-scheme: light dark; --text: light-dark(#1b1f24, #e8eaed); --quiet: light-dark(#57606a, #a9b1ba); --ground: light-dark(#ffffff, #16181d); --line: light-dark(#8a929b, #6d757e); --soft: light-dark(#e3e6e9, #33383f); --accent: light-dark(#1d4ed8, #9db8ff); --on-accent: light-dark(#ffffff, #0b1220); --error: light-dark(#b42318, #ffb4ab); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; color: var(--text); background: var(--ground); }
body { margin: 0; }
main, header, footer { box-sizing: border-box; max-width: 38rem; margin: 0 auto; padding: 0 16px; }
header { padding-top: 24px; font-weight: 600; overflow-wrap: anywhere; }
footer { padding-top: 24px; padding-bottom: 48px; color: var(--quiet); font-size: 0.9375rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 16px 0; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 28px 0 8px; }
p { margin: 0 0 16px; }
a { color: var(--accent); text-underline-offset: 2px; }
.back { margin: 16px 0 0; }
.back a { display: inline-block; padding: 10px 0; }
.quiet { color: var(--quiet); }
.figures { font-variant-numeric: tabular-nums; }
.plain { list-style: none; margin: 0; padding: 0; }
.services li { border-top: 1px solid var(--soft); }
.services li:last-child { border-bottom: 1px solid var(--soft); }
.services a { display: block; padding: 16px 0; color: inherit; text-decoration: none; }
.services strong { color: var(--accent); text-decoration: underline; text-underline-offset: 2px; }
.services span { display: block; }
.services li li { border: 0; padding: 4px 0; }
.steps { margin: 0 0 16px; }
.steps li { display: flex; gap: 4px 12px; justify-content: space-between; max-width: 18rem; padding: 2px 0; }
dd .steps { margin: 4px 0 0; }
legend.group { font-size: 1rem; margin: 0 0 12px; padding: 12px 0 0; }
.services details { margin: 0 0 16px; }
summary { padding: 10px 0; cursor: pointer; }
.times { display: grid; grid-template-columns: repeat(auto-fill, minmax(5.25rem, 1fr)); gap: 8px; list-style: none; margin: 0; padding: 0; }
.times a { display: flex; flex-direction: column; align-items: center; justify-content: center; min-height: 44px; box-sizing: border-box; padding: 6px 4px; border: 1px solid var(--line); border-radius: 8px; text-decoration: none; font-variant-numeric: tabular-nums; }
.times small { color: var(--quiet); }
.weeks { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 8px 24px; margin: 24px 0 0; }
.weeks a { display: inline-flex; align-items: center; min-height: 44px; }
form { margin: 0; }
.choices { display: flex; flex-wrap: wrap; gap: 12px 16px; align-items: end; margin: 0 0 8px; padding: 0 0 20px; border-bottom: 1px solid var(--soft); }
.choices > div { flex: 1 1 11rem; min-width: 0; }
.choices > div:last-child { flex: 0 0 auto; }
.choices button { min-height: 44px; }
.field { margin: 0 0 20px; }
label, legend { display: block; font-weight: 600; margin: 0 0 4px; padding: 0; }
.hint { margin: 0 0 6px; color: var(--quiet); font-size: 0.9375rem; }
input, select { box-sizing: border-box; width: 100%; min-height: 44px; padding: 8px 12px; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 8px; }
input[type='checkbox'] { flex: none; width: 22px; min-height: 22px; height: 22px; margin: 0; accent-color: var(--accent); }
input[type='number'] { max-width: 7rem; }
fieldset { border: 0; margin: 0 0 20px; padding: 0; min-inline-size: 0; }
.extra { display: flex; gap: 12px; align-items: center; min-height: 44px; margin: 0; font-weight: 400; }
.extra input[type='number'] { width: 5rem; flex: none; }
[aria-invalid='true'] { border-color: var(--error); border-width: 2px; }
.error { color: var(--error); font-weight: 600; margin: 0 0 6px; }
.alert { border: 1px solid var(--error); border-radius: 8px; padding: 14px 16px; margin: 0 0 24px; }
.alert h2 { margin: 0 0 4px; color: var(--error); }
.alert p, .alert ul { margin: 0; }
.alert ul { padding-inline-start: 20px; }
.notice { border-inline-start: 4px solid var(--accent); padding: 4px 0 4px 14px; margin: 0 0 20px; }
dl { margin: 0 0 20px; }
dt { color: var(--quiet); font-size: 0.9375rem; }
dd { margin: 0 0 10px; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: 0 0 20px; }
caption { text-align: start; font-weight: 600; padding: 0 0 6px; }
th, td { text-align: start; font-weight: 400; vertical-align: top; padding: 8px 0; border-top: 1px solid var(--soft); }
td { text-align: end; padding-inline-start: 16px; white-space: nowrap; font-variant-numeric: tabular-nums; }
tr.sum th, tr.sum td { font-weight: 600; border-top-color: var(--line); }
.actions { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; margin: 24px 0 0; }
button, .button { display: inline-flex; align-items: center; justify-content: center; box-sizing: border-box; min-height: 48px; padding: 8px 24px; font: inherit; font-weight: 600; text-decoration: none; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: 8px; cursor: pointer; }
button.quiet, .button.quiet { color: inherit; background: transparent; border-color: var(--line); font-weight: 400; }
button.time { min-width: 100%; color: var(--accent); background: transparent; border-color: var(--line); font-weight: 400; }
:is(a, button, input, select):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.tick { width: 48px; height: 48px; margin: 8px 0 0; color: var(--accent); }
@media (width < 30rem) { .actions button, .actions .button, .actions form { width: 100%; } }
@media (forced-colors: active) { button, .button { border-color: ButtonText; } }`;
