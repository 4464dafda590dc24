import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const read = (path: string): string => readFileSync(`wordpress-plugin/${path}`, 'utf8');
const find = (path: string, pattern: RegExp): string | undefined => pattern.exec(read(path))?.[1];

test('the plugin says one version and one oldest WordPress everywhere', () => {
  const version = find('holdfast-booking.php', /^ \* Version:\s+(\S+)$/m);
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect([
    find('readme.txt', /^Stable tag: (\S+)$/m),
    find('package.json', /"version": "([^"]+)"/),
    find('src/booking/block.json', /"version": "([^"]+)"/),
    find('includes/Plugin.php', /VERSION\s*=\s*'([^']+)'/),
  ]).toEqual([version, version, version, version]);
  const oldest = find('holdfast-booking.php', /^ \* Requires at least:\s+(\S+)$/m);
  expect(find('readme.txt', /^Requires at least: (\S+)$/m)).toBe(oldest);
  expect(find('src/booking/block.json', /schemas\.wp\.org\/wp\/([\d.]+)\//)).toBe(oldest);
});

test('the block tells the server what the editor and the page agree on', () => {
  const block: unknown = JSON.parse(read('src/booking/block.json'));
  expect(block).toMatchObject({
    apiVersion: 3,
    name: 'holdfast/booking',
    textdomain: 'holdfast-booking',
    render: 'file:./render.php',
    attributes: {
      services: { type: 'array', items: { type: 'string' }, default: [] },
      accent: { type: 'string', default: '' },
      firstStep: { type: 'string', enum: ['service', 'time'], default: 'service' },
    },
  });
  expect(block).not.toHaveProperty('viewScript');
  expect(block).not.toHaveProperty('viewScriptModule');
});
