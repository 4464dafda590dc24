/** A property of a component. Names and parameters are in capitals; a text is still escaped. */
export type IcalProperty = {
  readonly name: string;
  readonly parameters: Readonly<Partial<Record<string, string>>>;
  readonly value: string;
};

/** A component of a calendar with what is in it. */
export type IcalComponent = {
  readonly name: string;
  readonly properties: readonly IcalProperty[];
  readonly components: readonly IcalComponent[];
};

/** Nothing that anybody publishes is deeper: VCALENDAR, VEVENT, VALARM. */
const MAXIMUM_DEPTH = 8;

/**
 * Reads the components of a calendar file, one VCALENDAR or several. Lines may end without a carriage return, as many programs write them; lines that are no property are left out.
 *
 * Throws `SyntaxError` for what is no calendar, or was cut off.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545#section-3.1
 */
export function readComponents(text: string): readonly IcalComponent[] {
  const lines = text
    .replace(/^\ufeff/, '')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/);
  const root = open('');
  const path = [root];
  for (const line of lines) {
    const property = readProperty(line);
    if (property === null) continue;
    const current = path.at(-1) ?? root;
    const component = property.value.trim().toUpperCase();
    if (property.name === 'BEGIN') {
      const begun = open(component);
      current.components.push(begun);
      path.push(begun);
      if (path.length > MAXIMUM_DEPTH) throw new SyntaxError('components are nested too deeply');
    } else if (property.name === 'END') {
      if (path.length < 2 || current.name !== component) throw new SyntaxError(`END:${component.slice(0, 20)} ends nothing`);
      path.pop();
    } else {
      current.properties.push(property);
    }
  }
  if (path.length > 1) throw new SyntaxError('the calendar was cut off');
  const isCalendar = root.components.length > 0 && root.components.every(({ name }) => name === 'VCALENDAR');
  if (!isCalendar) throw new SyntaxError('this is no calendar');
  return root.components;
}

type Open = { readonly name: string; readonly properties: IcalProperty[]; readonly components: Open[] };

const open = (name: string): Open => ({ name, properties: [], components: [] });

const parameterShape = /;([^"=:;,]+)=("[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*/y;

function readProperty(line: string): IcalProperty | null {
  const name = /^[\w-]+/.exec(line)?.[0];
  if (name === undefined) return null;
  const parameters: Partial<Record<string, string>> = {};
  let at = name.length;
  while (line[at] === ';') {
    parameterShape.lastIndex = at;
    const found = parameterShape.exec(line);
    if (found === null) return null;
    // Of a parameter with several values, which none of those that are read here has, the first.
    parameters[(found[1] ?? '').toUpperCase()] = (found[2] ?? '').replace(/^"|"$/g, '');
    at = parameterShape.lastIndex;
  }
  return line[at] === ':' ? { name: name.toUpperCase(), parameters, value: line.slice(at + 1) } : null;
}

/** Finds the first property of a name. */
export const findProperty = ({ properties }: IcalComponent, wanted: string): IcalProperty | undefined =>
  properties.find(({ name }) => name === wanted);

/** Lists the properties of a name. */
export const listProperties = ({ properties }: IcalComponent, wanted: string): readonly IcalProperty[] =>
  properties.filter(({ name }) => name === wanted);
