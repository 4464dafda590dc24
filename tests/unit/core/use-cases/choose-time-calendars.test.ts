import { expect, test } from '@jest/globals';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { buildResource, valueOf } from '../../../support/build-core.ts';
import { wish, buildWorld } from '../../../support/build-world.ts';
import { cutByAnyone, withCalendar } from '../../../support/calendar-world.ts';

test('who wants a time with anybody does not get somebody whose calendar is unknown', async () => {
  const world = await buildWorld({
    services: [cutByAnyone],
    resources: [
      withCalendar('res_anna'),
      buildResource({ id: 'res_berit', name: 'Berit' }),
      buildResource({ id: 'res_carl', name: 'Carl' }),
    ],
  });
  const people = [];
  for (let index = 0; index < 2; index += 1)
    people.push(
      ...valueOf(await placeHold(world.ports, wish({ resourceId: null }))).bookings.flatMap(({ resourceIds }) => resourceIds),
    );
  expect(people.toSorted()).toEqual(['res_berit', 'res_carl']);
  expect((await placeHold(world.ports, wish({ resourceId: null }))).ok).toBe(false);
});
