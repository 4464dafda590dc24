/** The style of the demo's website: a serif, warm site of its own, to show that the widget takes on what it finds. */
export const demoStyle = `:root { color-scheme: light dark; --ink: light-dark(#2a2420, #f0e9e2); --paper: light-dark(#fdfaf6, #1d1917); --wine: light-dark(#7a2e3a, #e3a0a9); }
* { box-sizing: border-box; }
body { margin: 0; font: 17px/1.55 Georgia, 'Times New Roman', serif; color: var(--ink); background: var(--paper); }
a { color: var(--wine); }
header.site, footer.site { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: baseline; justify-content: space-between; max-width: 68rem; margin: 0 auto; padding: 20px 20px; }
.brand { font-size: 1.25rem; font-weight: 700; text-decoration: none; color: inherit; }
header.site nav { display: flex; gap: 20px; }
footer.site { font-size: 0.875rem; opacity: 0.8; }
main { max-width: 68rem; margin: 0 auto; padding: 16px 20px 48px; }
h1 { font-size: clamp(1.75rem, 4vw, 2.5rem); line-height: 1.15; margin: 0 0 8px; font-weight: 600; }
.lead { margin: 0 0 28px; max-width: 40rem; }
holdfast-booking, holdfast-manage { --holdfast-accent: var(--wine); }
table { border-collapse: collapse; width: 100%; font-size: 1rem; }
th, td { text-align: start; vertical-align: top; padding: 10px 16px 10px 0; border-block-end: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.8125rem; }
iframe.mail { width: 100%; min-height: 30rem; background: #fff; border: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
details { margin-block-start: 16px; }
`;
