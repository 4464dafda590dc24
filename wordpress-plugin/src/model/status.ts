import { fieldsOf, isFields, listOf, textOf, textOrNull } from './fields.ts';

/** One thing that the service found about the business: good, or with what to do. */
export type Finding = {
  readonly level: 'ok' | 'warning' | 'error';
  readonly code: string;
  readonly title: string;
  readonly advice: string;
};

/** How a person's calendar is doing. */
export type CalendarHealth = {
  readonly calendarId: string;
  readonly state: 'ok' | 'waiting' | 'failing';
  readonly readAt: string | null;
  readonly errorCode: string | null;
};

/** Which of the provider's two worlds an account belongs to. */
export type PaymentMode = 'test' | 'live';

/** The health of the connection, as `GET holdfast/v1/admin/status` tells it. */
export type Status = {
  readonly findings: readonly Finding[];
  readonly paymentMode: PaymentMode | null;
  readonly serviceAccountEmail: string | null;
  readonly calendars: readonly CalendarHealth[];
};

const readFinding = (value: unknown): Finding => {
  const { level, code, title, advice } = fieldsOf(value);
  return {
    level: level === 'error' || level === 'warning' ? level : 'ok',
    code: textOf(code),
    title: textOf(title),
    advice: textOf(advice),
  };
};

const readCalendar = (value: unknown): CalendarHealth => {
  const { calendarId, state, readAt, errorCode } = fieldsOf(value);
  return {
    calendarId: textOf(calendarId),
    state: state === 'ok' || state === 'failing' ? state : 'waiting',
    readAt: textOrNull(readAt),
    errorCode: textOrNull(errorCode),
  };
};

/** Reads which world takes payments; null when none does. */
export const readMode = (value: unknown): PaymentMode | null => (value === 'test' || value === 'live' ? value : null);

/** Reads the status. */
export function readStatus(answer: unknown): Status {
  const fields = fieldsOf(answer);
  const calendars = fieldsOf(fields['calendars']);
  return {
    findings: listOf(fields['findings']).filter(isFields).map(readFinding),
    paymentMode: readMode(fieldsOf(fields['payments'])['mode']),
    serviceAccountEmail: textOrNull(calendars['serviceAccountEmail']),
    calendars: listOf(calendars['list']).filter(isFields).map(readCalendar),
  };
}
