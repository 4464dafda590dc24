/**
 * Whether a text can be the id of somebody's calendar. Dots would lead out of the folder of calendars, and `primary` is the calendar of whoever
 * calls: the service account's own, which nobody sees.
 */
export const isCalendarName = (calendarId: string): boolean => !/^(\.{0,2}|primary)$/.test(calendarId);
