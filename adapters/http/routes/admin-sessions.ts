import { z } from 'zod';
import { accept, cancelSession, formatInstant, isId, listSessions, refuse } from '../../../core/index.ts';
import type { Session } from '../../../core/index.ts';
import { defineRoute } from '../route.ts';
import { idSchema, instantSchema, instantTextSchema } from '../schemas/common.ts';
import { emptyBodySchema } from '../schemas/requests.ts';

const isOwner = { kind: 'owner' } as const;

const sessionSchema = z.object({
  id: z.string(),
  serviceId: z.string(),
  startsAt: instantTextSchema,
  endsAt: instantTextSchema,
  capacity: z.int(),
  seatsTaken: z.int().meta({ description: 'By bookings and by what is held' }),
  resourceIds: z.array(z.string()),
  cancelled: z.boolean(),
  outOfRule: z.literal(true).optional().meta({
    description: 'The rules of its service no longer give it: it takes nobody any more, and stands for those who are in it',
  }),
  confirmedSeats: z.int().optional().meta({ description: 'Of confirmed bookings; told where people are needed for it to run' }),
  decidesAt: instantTextSchema.optional().meta({ description: 'When it is decided whether enough people are booked' }),
  decision: z
    .enum(['runs', 'too_few'])
    .optional()
    .meta({ description: 'What was decided then; too few cancelled it. Missing until then, and where nothing is decided' }),
});

const presentSession = ({
  id,
  serviceId,
  startsAt,
  endsAt,
  capacity,
  seatsTaken,
  resourceIds,
  isCancelled,
  ...rest
}: Session) => ({
  ...{ id, serviceId, capacity, seatsTaken, resourceIds },
  startsAt: formatInstant(startsAt),
  endsAt: formatInstant(endsAt),
  cancelled: isCancelled === true,
  ...(rest.isWithdrawn === true ? { outOfRule: true as const } : {}),
  ...presentDecision(rest),
});

const presentDecision = ({ confirmedSeats, decideAt, decision }: Pick<Session, 'confirmedSeats' | 'decideAt' | 'decision'>) =>
  decideAt === undefined
    ? {}
    : { confirmedSeats, decidesAt: formatInstant(decideAt), ...(decision === undefined ? {} : { decision }) };

/** Lists sessions with their seats. */
export const listSessionsRoute = defineRoute({
  method: 'get',
  path: '/admin/sessions',
  summary:
    'Sessions of a class or course, or of all, that start in a range: their seats, and whether they were cancelled; at most 500',
  access: isOwner,
  query: z.object({ service: idSchema('svc').optional(), from: instantSchema, to: instantSchema }),
  body: null,
  status: 200,
  answer: z.object({ sessions: z.array(sessionSchema) }),
  refusals: ['invalid_range'],
  handle: async ({ ports, query: { service = null, from, to } }) => {
    const listed = await listSessions(ports, { serviceId: service, range: { from, to } });
    return listed.ok ? accept({ sessions: listed.value.map(presentSession) }) : listed;
  },
});

/** Cancels a session. */
export const cancelSessionRoute = defineRoute({
  method: 'post',
  path: '/admin/sessions/{id}/cancel',
  summary:
    'Cancel a session: its bookings are cancelled (an enrolment in a course as a whole), customers are told and get everything back; bookingsLeft are cancelled soon after',
  access: isOwner,
  query: null,
  body: emptyBodySchema,
  status: 200,
  answer: z.object({ session: sessionSchema, bookingsLeft: z.int() }),
  refusals: ['session_not_found'],
  handle: async ({ ports, pathId }) => {
    const cancelled = isId('ses', pathId) ? await cancelSession(ports, pathId) : refuse('session_not_found');
    if (!cancelled.ok) return cancelled;
    const { session, bookingsLeft } = cancelled.value;
    return accept({ session: presentSession(session), bookingsLeft });
  },
});
