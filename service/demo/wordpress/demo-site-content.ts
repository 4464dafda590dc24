import { demoBusiness } from '../demo-catalog.ts';

/** The address of the page with the booking block, below the site's. */
export const BOOKING_PAGE_SLUG = 'book-a-time';
/** The block of the plugin. */
const BOOKING_BLOCK = '<!-- wp:holdfast/booking {"align":"wide"} /-->';
/** Air between the booking and the footer. */
const SPACER =
  '<!-- wp:spacer {"height":"4rem"} -->\n<div style="height:4rem" aria-hidden="true" class="wp-block-spacer"></div>\n<!-- /wp:spacer -->';

const paragraph = (html: string): string => `<!-- wp:paragraph -->\n<p>${html}</p>\n<!-- /wp:paragraph -->`;
const heading = (text: string, level: 1 | 2 | 3): string => {
  const settings = level === 2 ? '' : ` {"level":${level}}`;
  return `<!-- wp:heading${settings} -->\n<h${level} class="wp-block-heading">${text}</h${level}>\n<!-- /wp:heading -->`;
};
const column = (title: string, text: string): string =>
  `<!-- wp:column -->\n<div class="wp-block-column">${heading(title, 3)}\n\n${paragraph(text)}</div>\n<!-- /wp:column -->`;
const columns = (...content: readonly string[]): string =>
  `<!-- wp:columns {"align":"wide"} -->\n<div class="wp-block-columns alignwide">${content.join('\n\n')}</div>\n<!-- /wp:columns -->`;

/** A band over the whole width of the page. */
function band(content: readonly string[], color: 'accent' | 'base-2'): string {
  const size = 50;
  const sides = ['top', 'right', 'bottom', 'left'] as const;
  const padding = Object.fromEntries(sides.map((side) => [side, `var:preset|spacing|${size}`]));
  const settings = {
    align: 'full',
    style: { spacing: { padding, margin: { top: '0', bottom: '0' } } },
    backgroundColor: color,
    layout: { type: 'constrained' },
  };
  const style = [
    'margin-top:0',
    'margin-bottom:0',
    ...sides.map((side) => `padding-${side}:var(--wp--preset--spacing--${size})`),
  ];
  const classes = `wp-block-group alignfull has-${color}-background-color has-background`;
  return `<!-- wp:group ${JSON.stringify(settings)} -->\n<div class="${classes}" style="${style.join(';')}">${content.join('\n\n')}</div>\n<!-- /wp:group -->`;
}

const button = (text: string, href: string): string =>
  `<!-- wp:buttons -->\n<div class="wp-block-buttons"><!-- wp:button -->\n<div class="wp-block-button"><a class="wp-block-button__link wp-element-button" href="${href}">${text}</a></div>\n<!-- /wp:button --></div>\n<!-- /wp:buttons -->`;

const { email, phone } = demoBusiness;
const contact = `<a href="tel:${phone?.replaceAll(' ', '')}">${phone}</a> · <a href="mailto:${email}">${email}</a>`;

/** The pages of the demo's site. What an owner has changed is kept at the next start. */
export const demoPages = [
  {
    slug: 'welcome',
    title: 'Welcome',
    order: 1,
    template: 'page-no-title',
    isFrontPage: true,
    content: [
      band(
        [
          heading('Hair, yoga and a quiet desk', 1),
          paragraph(
            'Åsa, Jonas and Mei cut and colour on Götgatan. Inés opens the yoga studio while the street is still asleep. And who has work to do in Tokyo finds a desk in Shibuya.',
          ),
          button('Book a time', `/${BOOKING_PAGE_SLUG}/`),
        ],
        'accent',
      ),
      band(
        [
          columns(
            column('Hair', 'Cut, beard and colour, with time for a talk before. The consultation is free.'),
            column(
              'Morning yoga',
              'Monday, Wednesday and Friday at half past seven, Saturday at nine. Twelve places, mats are there.',
            ),
            column('A desk in Tokyo', 'Four hours at the window, in the quiet corner or standing. Coffee included.'),
          ),
        ],
        'base-2',
      ),
    ].join('\n\n'),
  },
  {
    slug: BOOKING_PAGE_SLUG,
    title: 'Book a time',
    order: 2,
    template: '',
    isFrontPage: false,
    content: [
      paragraph('Choose what you would like and when. Your time is kept for you while you pay.'),
      BOOKING_BLOCK,
      SPACER,
    ].join('\n\n'),
  },
] as const;

/** The theme's own footer is full of links to nowhere. */
export const demoFooter = {
  slug: 'footer',
  area: 'footer',
  title: 'Footer',
  content: band(
    [
      paragraph(`${demoBusiness.name} · Götgatan 11, Stockholm · ${contact}`),
      paragraph(
        'A demonstration: no real money, no real mail. Pay with the card 4242 4242 4242 4242, any future date, any code.',
      ),
    ],
    'accent',
  ),
} as const;

/** Options of a new site. */
export const demoOptions = {
  blogdescription: 'Hair, yoga and a desk to rent',
  timezone_string: demoBusiness.timeZone,
  date_format: 'j F Y',
  time_format: 'H:i',
  start_of_week: 1,
  default_comment_status: 'closed',
  default_ping_status: 'closed',
} as const;
