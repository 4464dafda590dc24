/** The front door of the Google Calendar adapter. */
export { createGoogleBusyTimeSource } from './create-google-busy-time-source.ts';
export { createGoogleCalendarSink } from './create-google-calendar-sink.ts';
export { createGoogleTransport } from './create-google-transport.ts';
export type { GoogleTransport, GoogleTransportOptions } from './create-google-transport.ts';
export { parseServiceAccountKey } from './google-credentials.ts';
export type { GoogleCredentials } from './google-credentials.ts';
