import type { CheckedRecord } from './check-parameters.ts';

/** Reads a text parameter; undefined when it was not sent. */
export function readText(parameters: CheckedRecord, name: string): string | undefined {
  const value = parameters[name];
  return typeof value === 'string' ? value : undefined;
}

/** Reads a text that may be cleared: undefined when not sent, null when sent empty. */
export function readClearable(parameters: CheckedRecord, name: string): string | null | undefined {
  const value = readText(parameters, name);
  return value === '' ? null : value;
}

/** Reads an integer parameter; undefined when it was not sent. */
export function readInteger(parameters: CheckedRecord, name: string): number | undefined {
  const value = parameters[name];
  return typeof value === 'number' ? value : undefined;
}

/** Reads a boolean parameter; undefined when it was not sent. */
export function readFlag(parameters: CheckedRecord, name: string): boolean | undefined {
  const value = parameters[name];
  return typeof value === 'boolean' ? value : undefined;
}

/** Reads a nested record; undefined when it was not sent. */
export function readRecord(parameters: CheckedRecord, name: string): CheckedRecord | undefined {
  const value = parameters[name];
  return isRecord(value) ? value : undefined;
}

/** Reads a list of texts; undefined when it was not sent. */
export function readList(parameters: CheckedRecord, name: string): readonly string[] | undefined {
  const value = parameters[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

/** Reads a list of records; undefined when it was not sent. */
export function readRecords(parameters: CheckedRecord, name: string): readonly CheckedRecord[] | undefined {
  const value = parameters[name];
  return Array.isArray(value) ? value.filter(isRecord) : undefined;
}

function isRecord(value: unknown): value is CheckedRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
