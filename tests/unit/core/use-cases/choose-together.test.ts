import { expect, test } from '@jest/globals';
import type { OfferedTime } from '../../../../core/use-cases/offered-time.ts';
import { chooseTogether } from '../../../../core/use-cases/choose-together.ts';
import { HOUR } from '../../../../core/time/instant.ts';
import { buildService, START } from '../../../support/build-core.ts';

const session = {
  id: 'ses_1',
  serviceId: 'svc_yoga',
  startsAt: START,
  endsAt: START + HOUR,
  capacity: 5,
  seatsTaken: 1,
  resourceIds: [],
} as const;
const limits = { ofService: [], ofResource: new Map(), reached: new Set<string>() };
const yoga = buildService({ id: 'svc_yoga', kind: 'class', capacity: 5 });
const seats = (partySize: number, other: Partial<typeof session> = {}): OfferedTime => ({
  service: yoga,
  startsAt: START,
  partySize,
  limits,
  way: { kind: 'sessions', sessions: [{ ...session, ...other }] },
});
const annaIsLost = { resourceId: 'res_anna', from: null } as const;
const cut: OfferedTime = {
  service: buildService(),
  startsAt: START,
  partySize: 1,
  limits,
  way: {
    kind: 'resources',
    wish: {
      service: buildService(),
      startsAt: START,
      occupancy: { busy: [], sessions: [] },
      resourceId: null,
      open: [new Set(['res_anna'])],
    },
  },
};

test.each([
  { name: 'parties that fit together', times: [seats(2), seats(2)], end: 'chosen' },
  { name: 'parties that fit each, but not together', times: [seats(2), seats(3)], end: 1 },
  { name: 'the third of three', times: [seats(2), seats(2), seats(1)], end: 2 },
  { name: 'a party between appointments', times: [cut, seats(5)], end: 1 },
  { name: 'an appointment after a party', times: [seats(4), cut], end: 'chosen' },
  { name: 'two appointments with the only person', times: [seats(4), cut, cut], end: 2 },
  { name: 'nothing', times: [], end: 'chosen' },
])('$name', ({ times, end }) => {
  const choice = chooseTogether(times);
  expect(choice.kind === 'taken' ? choice.item : choice.kind).toBe(end);
  if (choice.kind === 'chosen') expect(choice.times).toHaveLength(times.length);
});

test('who turned out to be taken is taken for that booking alone', () => {
  expect(chooseTogether([cut], [[annaIsLost]])).toEqual({ kind: 'taken', item: 0 });
  expect(chooseTogether([seats(1), cut], [[annaIsLost], []]).kind).toBe('chosen');
});
