/** What a form-encoded body can say: text, lists and records of it. */
export type FormValue = string | readonly FormValue[] | FormRecord;

/** A record of own properties; look a name up with `Object.hasOwn` before trusting it. */
export interface FormRecord {
  readonly [name: string]: FormValue;
}

type Node = Map<string, Node | string>;

/**
 * Parses a query or a form-encoded body with bracket keys (`a[b][c]`, `a[0]`, `a[]`) into nested records and lists.
 * Keys that count from 0 without a gap make a list. A repeated plain key keeps its last value.
 */
export function parseForm(text: string): FormRecord {
  const root: Node = new Map();
  for (const [key, value] of new URLSearchParams(text)) insert(root, splitKey(key), value);
  return convertToRecord(root);
}

function splitKey(key: string): readonly string[] {
  const open = key.indexOf('[');
  if (open < 1 || !key.endsWith(']')) return [key];
  return [key.slice(0, open), ...key.slice(open + 1, -1).split('][')];
}

function insert(root: Node, path: readonly string[], value: string): void {
  let node = root;
  for (const [depth, segment] of path.entries()) {
    const name = segment === '' && depth > 0 ? String(node.size) : segment;
    if (depth === path.length - 1) {
      node.set(name, value);
      return;
    }
    const existing = node.get(name);
    const next: Node = typeof existing === 'object' ? existing : new Map<string, Node | string>();
    node.set(name, next);
    node = next;
  }
}

function convert(node: Node | string): FormValue {
  if (typeof node === 'string') return node;
  const names = [...node.keys()];
  const isList = names.length > 0 && names.every((name) => /^\d+$/.test(name) && Number(name) < names.length);
  if (!isList) return convertToRecord(node);
  return names.sort((left, right) => Number(left) - Number(right)).map((name) => convert(node.get(name) ?? ''));
}

function convertToRecord(node: Node): FormRecord {
  // fromEntries defines own properties: a key such as `__proto__` stays a key, and the prototype is out of reach.
  return Object.fromEntries([...node].map(([name, child]) => [name, convert(child)]));
}
