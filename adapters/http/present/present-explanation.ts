import { describeObstacle, describeResourceObstacle, findName, formatInstant } from '../../../core/index.ts';
import type { ExplainedTimes, Obstacle, ObstacleWords, ResourceObstacle } from '../../../core/index.ts';

/** Presents why times are offered or not; what bookings are named by their number, never by their customer. */
export function presentExplanation({ catalog, service, timeZone, starts }: ExplainedTimes) {
  const words: ObstacleWords = { timeZone, nameOf: (id) => findName(catalog, id) };
  return {
    timeZone,
    service: { id: service.id, name: service.name, durationMinutes: service.durationMinutes },
    starts: starts.map(({ from, to, count, offered, obstacles }) => ({
      from: formatInstant(from),
      to: formatInstant(to),
      ...{ count, offered },
      obstacles: obstacles.map((obstacle) => presentObstacle(obstacle, words)),
    })),
  };
}

const presentObstacle = (obstacle: Obstacle, words: ObstacleWords) => ({
  code: obstacle.code,
  message: describeObstacle(obstacle, words),
  ...(obstacle.code === 'nobody_free'
    ? { need: obstacle.need, resources: obstacle.resources.map((resource) => presentResource(resource, words)) }
    : {}),
});

const presentResource = (obstacle: ResourceObstacle, words: ObstacleWords) => ({
  code: obstacle.code,
  resourceId: obstacle.resourceId,
  message: describeResourceObstacle(obstacle, words),
  ...('by' in obstacle ? { by: presentOccupant(obstacle) } : {}),
});

function presentOccupant({ by, during }: Extract<ResourceObstacle, { readonly code: 'busy' | 'buffer' | 'travel' }>) {
  const { from, to } = by === null ? during : { from: by.startsAt, to: by.endsAt };
  const span = { startsAt: formatInstant(from), endsAt: formatInstant(to) };
  if (by === null) return { kind: 'calendar', ...span } as const;
  return by.kind === 'booking'
    ? ({ kind: by.kind, bookingId: by.bookingId, reference: by.reference, serviceId: by.serviceId, ...span } as const)
    : ({ kind: by.kind, sessionId: by.sessionId, serviceId: by.serviceId, ...span } as const);
}
