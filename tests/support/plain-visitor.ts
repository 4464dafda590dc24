/** A page as a browser without scripts gets it. `location` is where a redirect leads, `address` where the page stands. */
export type PlainAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly location: string;
  readonly address: string;
};

type Fields = Readonly<Record<string, string>>;

/** Reads an answer as text. */
export const readPlain = async (response: Response, address = response.url): Promise<PlainAnswer> => ({
  status: response.status,
  headers: response.headers,
  text: await response.text(),
  location: response.headers.get('location') ?? '',
  address,
});

/** Asks for a page, and follows nothing by itself. */
export const getPlain = async (address: string): Promise<PlainAnswer> => readPlain(await fetch(address, { redirect: 'manual' }));

/** Sends a form. A browser names `null` as the origin of a form whose page tells nobody where it is. */
export const postPlain = async (address: string, fields: Fields): Promise<PlainAnswer> =>
  readPlain(
    await fetch(address, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(fields),
      headers: { origin: 'null' },
    }),
  );

const unescape = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const attributeOf = (tag: string, name: string): string | null => {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? null : unescape(value);
};

/** What a form on a page would send as it stands, and where to. */
export type PlainForm = { readonly method: 'get' | 'post'; readonly address: string; readonly fields: Fields };

/** Reads the forms of a page as a browser does: fields with what stands in them, boxes that are ticked, choices that are made. */
export const readForms = ({ text, address }: PlainAnswer): readonly PlainForm[] =>
  [...text.matchAll(/<form[^>]*>.*?<\/form>/gs)].map(([form]) => {
    const opening = /<form[^>]*>/.exec(form)?.[0] ?? '';
    const action = new URL(attributeOf(opening, 'action') ?? '', address).toString();
    const inputs = [...form.matchAll(/<input[^>]*>/g)].flatMap(([tag]) => {
      const isOff = attributeOf(tag, 'type') === 'checkbox' && !/\schecked[\s/>]/.test(tag);
      return isOff ? [] : [[attributeOf(tag, 'name') ?? '', attributeOf(tag, 'value') ?? ''] as const];
    });
    const selects = [...form.matchAll(/<select[^>]*>.*?<\/select>/gs)].map(([select]) => {
      const options = [...select.matchAll(/<option[^>]*>/g)].map(([option]) => option);
      const chosen = options.find((option) => /\sselected[\s>]/.test(option)) ?? options[0] ?? '';
      return [attributeOf(select, 'name') ?? '', attributeOf(chosen, 'value') ?? ''] as const;
    });
    return {
      method: attributeOf(opening, 'method') === 'post' ? 'post' : 'get',
      address: action,
      fields: Object.fromEntries([...inputs, ...selects]),
    };
  });

/** Fills in a form of a page and sends it; `which` counts from 0. A field that the form does not have is a mistake of the test. */
export async function submitForm(page: PlainAnswer, typed: Fields = {}, which = 0): Promise<PlainAnswer> {
  const form = readForms(page)[which];
  if (form === undefined) throw new Error(`no such form on ${page.address}: ${page.text}`);
  const strange = Object.keys(typed).filter((name) => !(name in form.fields));
  if (strange.length > 0)
    throw new Error(`the form has no field ${strange.join(', ')}, but ${Object.keys(form.fields).join(', ')}`);
  const fields = { ...form.fields, ...typed };
  return form.method === 'post'
    ? postPlain(form.address, fields)
    : getPlain(`${form.address.replace(/\?.*$/, '')}?${new URLSearchParams(fields).toString()}`);
}

/** Lists where the links of a page lead that match. */
export const listLinks = ({ text, address }: PlainAnswer, pattern: RegExp): readonly string[] =>
  [...text.matchAll(/<a[^>]*\shref="([^"]*)"[^>]*>(.*?)<\/a\s*>/gs)]
    .filter(([, href = '', label = '']) => pattern.test(unescape(href)) || pattern.test(label))
    .map(([, href = '']) => new URL(unescape(href), address).toString());

/** Follows the first link of a page that matches, by where it leads or what it says. */
export function followLink(page: PlainAnswer, pattern: RegExp): Promise<PlainAnswer> {
  const [link] = listLinks(page, pattern);
  if (link === undefined) throw new Error(`no link like ${String(pattern)} on ${page.address}: ${page.text}`);
  return getPlain(link);
}

/** Reads what a page says, without its tags; white space is one space. */
export const readWords = ({ text }: PlainAnswer): string =>
  unescape(text.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;])/g, '$1');
