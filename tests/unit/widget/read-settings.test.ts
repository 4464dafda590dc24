import { expect, test } from '@jest/globals';
import { readSettings, settingNames } from '../../../adapters/widget/read-settings.ts';

const read = (
  attributes: Readonly<Record<string, string>>,
  baseURI = 'https://site.example/book/',
): ReturnType<typeof readSettings> =>
  readSettings({ getAttribute: (name) => attributes[name] ?? null, closest: () => null, baseURI });

test('every attribute that is read is observed', () => {
  const asked: string[] = [];
  readSettings({
    getAttribute: (name) => {
      asked.push(name);
      return null;
    },
    closest: () => null,
    baseURI: 'https://site.example/',
  });
  expect(asked.toSorted()).toEqual(settingNames.toSorted());
});

test('an element without attributes asks this very host for everything', () => {
  expect(read({})).toMatchObject({
    serviceUrl: 'https://site.example/',
    fallbackUrl: null,
    site: '',
    service: null,
    services: [],
    opensWithTimes: false,
    phone: null,
    email: null,
  });
});

test('addresses are taken from the page’s base, also where the frame has none of its own', () => {
  const settings = read(
    {
      'service-url': '/index.php?rest_route=/holdfast',
      'fallback-url': '/wp-admin/admin-ajax.php?action=holdfast&path=',
    },
    'https://site.example/wp-admin/post.php?post=5',
  );
  expect(settings).toMatchObject({
    serviceUrl: 'https://site.example/index.php?rest_route=/holdfast',
    fallbackUrl: 'https://site.example/wp-admin/admin-ajax.php?action=holdfast&path=',
  });
});

test.each([
  ['svc_a,svc_b', ['svc_a', 'svc_b']],
  [' svc_a , svc_b ', ['svc_a', 'svc_b']],
  ['svc_a', ['svc_a']],
  ['', []],
])('the services "%s" are %j', (services, expected) => {
  expect(read({ services }).services).toEqual(expected);
});

test('only the word "time" opens with the times', () => {
  expect(['time', 'service', '', 'times'].map((step) => read({ 'first-step': step }).opensWithTimes)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('the ways to reach the business are the page’s own', () => {
  expect(read({ 'contact-phone': '+46 8 1', 'contact-email': 'hej@salon.example' })).toMatchObject({
    phone: '+46 8 1',
    email: 'hej@salon.example',
  });
});
