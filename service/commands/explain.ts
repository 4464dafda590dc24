import { parseArgs } from 'node:util';
import {
  describeObstacle,
  describeResourceObstacle,
  errorCatalogue,
  explainTimes,
  findName,
  isId,
  isLocalDate,
  isTimeZone,
  parseInstant,
} from '../../core/index.ts';
import type { ExplainedTimes, ExplainRequest } from '../../core/index.ts';
import { readConfiguration } from '../config.ts';
import { readNumber } from './read-number.ts';
import { requireTenant } from './require-tenant.ts';
import { UsageError } from './usage-error.ts';
import { withDirectory } from './with-directory.ts';

/** `holdfast explain`: prints why the starts of a date, or one start, are offered to visitors or not. Exit code 1 when there is no such thing to ask about. */
export async function runExplain(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'time-zone': { type: 'string' },
      resource: { type: 'string' },
      'party-size': { type: 'string' },
      minutes: { type: 'string' },
      days: { type: 'string' },
      'drop-in': { type: 'boolean' },
      postcode: { type: 'string' },
      country: { type: 'string' },
    },
  });
  const [tenant, service, at] = positionals;
  const request = readRequest(service, at, values);
  return withDirectory(readConfiguration(environment), async (desk) => {
    const tenantId = await requireTenant(desk.directory, tenant);
    const explained = await explainTimes(desk.openPorts(tenantId), request);
    if (!explained.ok) {
      const { title, advice } = errorCatalogue[explained.refusal.code];
      process.stderr.write(`${title} ${advice} (${explained.refusal.code})\n`);
      return 1;
    }
    process.stdout.write(writeExplanation(explained.value));
    return 0;
  });
}

type TextOption = 'time-zone' | 'resource' | 'party-size' | 'minutes' | 'days' | 'postcode' | 'country';
type Options = Readonly<Partial<Record<TextOption, string>>> & { readonly 'drop-in'?: boolean };

function readRequest(service: string | undefined, at: string | undefined, options: Options): ExplainRequest {
  if (service === undefined || !isId('svc', service)) throw new UsageError('Give the id of a service, such as svc_cut.');
  const timeZone = options['time-zone'] ?? null;
  if (timeZone !== null && !isTimeZone(timeZone)) throw new UsageError(`"${timeZone}" is not an IANA time zone.`);
  const { resource, postcode, country } = options;
  if (resource !== undefined && !isId('res', resource)) throw new UsageError('Give the id of a resource, such as res_anna.');
  return {
    ...{ serviceId: service, timeZone, resourceId: resource ?? null, at: readMoment(at) },
    partySize: readNumber(options['party-size'], 'party-size') ?? 1,
    durationMinutes: readNumber(options.minutes, 'minutes'),
    days: readNumber(options.days, 'days'),
    enrolment: options['drop-in'] === true ? 'drop_in' : undefined,
    address: postcode === undefined ? undefined : { postcode, country },
  };
}

function readMoment(at: string | undefined): ExplainRequest['at'] {
  if (at !== undefined && isLocalDate(at)) return { date: at };
  const startsAt = at === undefined ? null : parseInstant(at);
  if (startsAt === null) throw new UsageError('Give a date such as 2027-01-14, or an instant such as 2027-01-14T09:00+01:00.');
  return { startsAt };
}

/** Writes a block for each row of starts with the same reasons. */
function writeExplanation({ catalog, service, timeZone, starts }: ExplainedTimes): string {
  const words = { timeZone, nameOf: (id: string): string => findName(catalog, id) };
  const clock = (at: number): string =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
  const lines = starts.flatMap(({ from, to, count, offered, obstacles }) => [
    count === 1 ? clock(from) : `${clock(from)} to ${clock(to)} (${count} starts)`,
    ...(offered ? ['  offered'] : []),
    ...obstacles.flatMap((obstacle) => [
      `  ${describeObstacle(obstacle, words)}`,
      ...(obstacle.code === 'nobody_free' ? obstacle.resources.map((one) => `    ${describeResourceObstacle(one, words)}`) : []),
    ]),
  ]);
  const title = `${service.name}, ${service.durationMinutes} minutes, times of ${timeZone}`;
  return [title, '', ...(lines.length === 0 ? ['No start on that date.'] : lines), ''].join('\n');
}
