/** Styles of websites that the widget has to live in. Each rule stands for a habit of its kind; the words are ours. */
export type ThemeName = 'block-theme' | 'classic-theme' | 'page-builder';

/** A site's colours: on the page, of its text, of its buttons and what is written on them. */
type Colours = { readonly page: string; readonly text: string; readonly button: string; readonly onButton: string };

const colours: Readonly<Record<ThemeName, Readonly<Record<'light' | 'dark', Colours>>>> = {
  'block-theme': {
    light: { page: '#f9f9f9', text: '#111111', button: '#5b3a29', onButton: '#fbf3e6' },
    dark: { page: '#181412', text: '#f4efe8', button: '#e0b48f', onButton: '#181412' },
  },
  'classic-theme': {
    light: { page: '#d1e4dd', text: '#28303d', button: '#28303d', onButton: '#d1e4dd' },
    dark: { page: '#28303d', text: '#f0f0f0', button: '#f0f0f0', onButton: '#28303d' },
  },
  'page-builder': {
    light: { page: '#ffffff', text: '#4a4a55', button: '#c2185b', onButton: '#ffffff' },
    dark: { page: '#15151f', text: '#c9c9d6', button: '#ff80ab', onButton: '#15151f' },
  },
};

// Like Twenty Twenty-Four: presets and elements of theme.json, hardly a rule for plain tags, a line around everything that has the focus.
const blockTheme = ({ page, text, button, onButton }: Colours): string => `
:root { --wp--preset--color--base: ${page}; --wp--preset--color--contrast: ${text}; }
body { margin: 0; background: var(--wp--preset--color--base); color: var(--wp--preset--color--contrast); font: 400 18px/1.55 Georgia, serif; }
:where(.wp-site-blocks *:focus) { outline-width: 2px; outline-style: solid; }
a:where(:not(.wp-element-button)) { color: ${text}; text-decoration: underline; }
:root :where(.wp-element-button, .wp-block-button__link) { padding: 0.6rem 1rem; border: 0 solid ${button}; border-radius: 0.33rem; background-color: ${button}; color: ${onButton}; font-weight: 500; text-decoration: none; }
.wp-site-blocks > * { margin-block: 1.2rem 0; }
.entry-content > * { max-width: 620px; margin-inline: auto; }
.entry-content > .alignwide { max-width: 1280px; }`;

// Like Twenty Twenty-One: a normalising sheet, thick square fields, its own check boxes, buttons by tag and state, links that light up.
const classicTheme = ({ page, text, button, onButton }: Colours): string => `
html { box-sizing: border-box; font-family: "Helvetica Neue", sans-serif; line-height: 1.7; }
*, *::before, *::after { box-sizing: inherit; }
body { margin: 0; background-color: ${page}; color: ${text}; font-size: 1.25rem; text-align: left; }
h1, p, form, fieldset, iframe { margin: 0; padding: 0; }
details { display: block; }
summary { display: list-item; }
[hidden] { display: none; }
button, input, select { margin: 0; font-family: inherit; font-size: 100%; line-height: 1.15; overflow: visible; }
input[type=text], input[type=email], input[type=tel] { margin: 0 2px; padding: 10px; max-width: 100%; border: 3px solid #39414d; border-radius: 0; color: #28303d; line-height: 1.7; }
.is-dark-theme input[type=text], .is-dark-theme input[type=email], .is-dark-theme input[type=tel] { background: rgba(255, 255, 255, 0.9); }
input:focus, select:focus { outline: 2px dotted #39414d; outline-offset: 2px; }
label { margin-bottom: 10px; font-size: 1.125rem; font-weight: 500; }
input[type=checkbox] { position: relative; width: 25px; height: 25px; border: 3px solid #39414d; background: #fff; appearance: none; }
input[type=checkbox]::after { content: ""; position: absolute; left: 5px; top: 2px; display: block; width: 7px; height: 13px; border: 3px solid #28303d; border-width: 0 3px 3px 0; opacity: 0; transform: rotate(30deg); }
input[type=checkbox]:checked::after { opacity: 1; }
select { padding: 10px 30px 10px 10px; border: 3px solid #39414d; background: #fff; color: #28303d; line-height: 1.7; appearance: none; }
a { color: ${text}; text-underline-offset: 3px; }
.site a:focus:not(.wp-block-button__link) { outline: 2px solid transparent; background: ${page === '#28303d' ? '#000' : 'rgba(255, 255, 255, 0.9)'}; text-decoration: underline 1px dotted currentColor; }
button, .wp-block-button .wp-block-button__link { padding: 15px 30px; border: 3px solid transparent; border-radius: 0; font-size: 1.25rem; font-weight: 500; line-height: 1.5; cursor: pointer; }
button:not(:hover):not(:active):not(.has-background), .wp-block-button .wp-block-button__link:not(:hover):not(:active) { background-color: ${button}; color: ${onButton}; }
button:hover, button:active { border-color: currentColor; background-color: transparent; color: inherit; }
button:focus { outline: 2px dotted currentColor; outline-offset: -6px; }
table { width: 100%; border-collapse: collapse; }
table th, table td { padding: 10px; border: 1px solid; }
.entry-content > * { max-width: min(calc(100vw - 30px), 610px); margin: 20px auto; }
.entry-content > .alignwide { max-width: min(calc(100vw - 30px), 1240px); }`;

// Like a page builder's kit and what its users paste: rules for tags behind ids and classes, shouting buttons, fields and tables of one kind everywhere.
const pageBuilder = ({ page, text, button, onButton }: Colours): string => `
* { box-sizing: border-box; }
body { margin: 0; background: ${page}; color: ${text}; font: 400 16px/1.6 Verdana, sans-serif; }
body #page.kit a { color: ${button}; font-weight: 700; text-decoration: none; transition: all 0.3s; }
body #page.kit a:hover { padding-inline-start: 4px; }
body #page.kit button, body #page.kit [type=button], body #page.kit [type=submit] { display: inline-block; margin: 12px 6px; padding: 18px 44px; border: 0; border-radius: 40px; background: linear-gradient(90deg, ${button}, color-mix(in srgb, ${button} 80%, ${text})); box-shadow: 0 6px 18px rgba(0, 0, 0, 0.35); color: ${onButton}; font: 700 15px/1 Verdana, sans-serif; letter-spacing: 2px; text-transform: uppercase; white-space: nowrap; }
body #page.kit input:not([type=submit]), body #page.kit select, body #page.kit textarea { width: 100%; height: 56px; margin-bottom: 24px; padding: 0 20px; border: 0; border-bottom: 2px solid ${button}; border-radius: 0; background: #f3f3f7; color: #333; font-size: 14px; }
body #page.kit label { display: block; margin: 18px 0 6px; color: ${button}; font-size: 12px; letter-spacing: 1px; text-transform: uppercase; }
body #page.kit table { width: 100%; border-collapse: collapse; background: #eee; color: #333; }
body #page.kit table td, body #page.kit table th { padding: 15px; border: 1px solid rgba(128, 128, 128, 0.5); }
body #page.kit svg { display: block; width: 100%; height: auto; fill: ${button}; }
body #page.kit img, body #page.kit iframe { max-width: 100%; }
body #page.kit form { padding: 30px; background: rgba(128, 128, 128, 0.12); }
body #page.kit p, body #page.kit ul, body #page.kit li { margin-bottom: 1.6em; }
body #page.kit h1, body #page.kit h2, body #page.kit h3 { color: ${button}; font-size: 40px; text-transform: uppercase; }
.entry-content { padding: 16px; }`;

const sheets: Readonly<Record<ThemeName, (colours: Colours) => string>> = {
  'block-theme': blockTheme,
  'classic-theme': classicTheme,
  'page-builder': pageBuilder,
};

/** Writes the style sheet of a kind of website, light or dark. */
export const writeThemeStyle = (name: ThemeName, scheme: 'light' | 'dark'): string =>
  `:root { color-scheme: ${scheme}; }\n${sheets[name](colours[name][scheme])}`;

/** The colour of the buttons of such a website. */
export const buttonColourOf = (name: ThemeName, scheme: 'light' | 'dark'): string => colours[name][scheme].button;
