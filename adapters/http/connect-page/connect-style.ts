/** The style of the connect page, beside the one of all pages. */
export const connectStyle = `:root { --accent: light-dark(#1d4ed8, #9db8ff); --on-accent: light-dark(#ffffff, #0b1220); --error: light-dark(#b42318, #ffb4ab); --line: color-mix(in srgb, currentColor 55%, transparent); }
html { color: light-dark(#1b1f24, #e8eaed); background: light-dark(#ffffff, #16181d); }
main.connect { max-width: 30rem; }
.connect h1 { overflow-wrap: anywhere; }
.connect p { margin: 0 0 16px; }
.connect .site { font-weight: 600; overflow-wrap: anywhere; }
.connect form { margin: 24px 0 0; }
.connect label, .connect legend { display: block; font-weight: 600; padding: 0; margin: 0 0 4px; }
.connect .hint { margin: 0 0 8px; font-size: 0.9375rem; }
.connect input[type='text'], .connect input[type='email'] { box-sizing: border-box; width: 100%; min-height: 44px; padding: 8px 12px; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 6px; }
.connect input[aria-invalid='true'] { border-color: var(--error); border-width: 2px; }
.connect .code { max-width: 12rem; font-variant-numeric: tabular-nums; letter-spacing: 0.15em; }
.connect .error { color: var(--error); font-weight: 600; margin: 0 0 8px; }
.connect fieldset { border: 0; margin: 0 0 16px; padding: 0; min-inline-size: 0; }
.connect .choice { display: flex; gap: 12px; align-items: center; min-height: 44px; font-weight: 400; margin: 0; overflow-wrap: anywhere; }
.connect .choice input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
.connect ul { margin: 0 0 16px; padding-inline-start: 20px; }
.connect .actions { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; margin: 20px 0 0; }
.connect button, .connect .button { display: inline-flex; align-items: center; justify-content: center; box-sizing: border-box; min-height: 44px; padding: 8px 20px; font: inherit; font-weight: 600; text-decoration: none; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: 6px; cursor: pointer; }
.connect button.quiet { color: inherit; background: transparent; border-color: var(--line); font-weight: 400; }
.connect a { color: var(--accent); }
.connect :is(button, a, input):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[hidden] { display: none !important; }
@media (forced-colors: active) { .connect button { border-color: ButtonText; } }`;
