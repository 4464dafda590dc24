import { z } from 'zod';
import { isTimeZone } from '../../../core/time/time-zone.ts';

const instant = z.number().int();
const timeZone = z.string().refine(isTimeZone, 'an IANA time zone');
const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const windows = z.array(z.tuple([clockTime, clockTime]));
const minutes = z.number().int().min(0);

/** The format of docs/benchmarks.md: one question for times, with all that the answer follows from. */
const workloadSchema = z.object({
  id: z.string(),
  now: instant,
  from: instant,
  to: instant,
  viewerTz: timeZone,
  service: z.object({
    durationMin: minutes.min(1),
    stepMin: minutes.min(1),
    bufferBeforeMin: minutes,
    bufferAfterMin: minutes,
    noticeMin: minutes,
  }),
  query: z.enum(['perStaff', 'union', 'days']),
  staff: z.array(
    z.object({
      id: z.string(),
      tz: timeZone,
      weekly: z.record(z.string().regex(/^[1-7]$/), windows),
      overrides: z.record(z.string().regex(/^\d{4}-\d{2}-\d{2}$/), windows).default({}),
      busy: z.array(z.tuple([instant, instant])),
    }),
  ),
});

export type Workload = z.infer<typeof workloadSchema>;

/** Reads a workload; throws with the path of what is wrong. */
export const parseWorkload = (text: string): Workload => workloadSchema.parse(JSON.parse(text));
