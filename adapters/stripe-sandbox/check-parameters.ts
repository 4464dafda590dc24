import { refuseParameter } from './api-fault.ts';
import type { ApiFault } from './api-fault.ts';
import type { FormRecord, FormValue } from './form-body.ts';
import type { Parameter, ParameterTable } from './parameter-table.ts';

/** A checked value: numbers and booleans are no longer text. */
export type CheckedValue = string | number | boolean | readonly CheckedValue[] | CheckedRecord;

/** Checked parameters by name. */
export interface CheckedRecord {
  readonly [name: string]: CheckedValue;
}

/**
 * Checks what a caller sent against the table of its endpoint and converts integers and booleans.
 *
 * @throws ApiFault in Stripe's shape: `parameter_unknown`, `parameter_missing`, `parameter_invalid_integer`,
 * `parameter_invalid_empty`, `payment_method_types_no_longer_supported`, or `sandbox_unsupported_parameter` for a real
 * parameter whose effect the sandbox does not simulate (silence would be a lie).
 */
export function checkParameters(given: FormRecord, table: ParameterTable, required: readonly string[]): CheckedRecord {
  const checked = checkRecord(given, table, '');
  for (const name of required) {
    if (!Object.hasOwn(given, name)) throw refuseParameter(`Missing required param: ${name}.`, name, 'parameter_missing');
  }
  return checked;
}

function checkRecord(given: FormRecord, table: ParameterTable, prefix: string): CheckedRecord {
  const entries = Object.entries(given).map(([name, value]): readonly [string, CheckedValue] => {
    const path = prefix === '' ? name : `${prefix}[${name}]`;
    const parameter = Object.hasOwn(table, name) ? table[name] : undefined;
    if (parameter === undefined) throw refuseParameter(`Received unknown parameter: ${path}`, path, 'parameter_unknown');
    return [name, checkValue(value, parameter, path)];
  });
  return Object.fromEntries(entries);
}

function checkValue(value: FormValue, parameter: Parameter, path: string): CheckedValue {
  if (typeof parameter === 'object') return checkStructured(value, parameter, path);
  switch (parameter) {
    case 'removed':
      throw refuseRemoved(path);
    case 'unsupported':
      throw refuseUnsupported(path);
    case 'free':
      return value;
    case 'clearable':
      return requireText(value, path);
    case 'text':
      return refuseEmpty(requireText(value, path), path);
    case 'integer':
      return checkInteger(refuseEmpty(requireText(value, path), path), path);
    case 'flag':
      return checkFlag(requireText(value, path), path);
    case 'list':
    case 'clearable_list':
      return checkList(value, parameter === 'clearable_list', path);
    case 'metadata':
      return checkMetadata(value, path);
  }
}

function checkStructured(value: FormValue, parameter: Exclude<Parameter, string>, path: string): CheckedValue {
  if ('oneOf' in parameter) return checkOneOf(refuseEmpty(requireText(value, path), path), parameter.oneOf, path);
  if ('items' in parameter) return checkItems(value, parameter.items, path);
  if (typeof value === 'string' && parameter.orInteger === true) return checkInteger(value, path);
  if (typeof value === 'string' && parameter.orEmpty === true && value === '') return '';
  if (typeof value === 'string' || Array.isArray(value)) throw refuseParameter('Invalid object', path);
  return checkRecord(Object.fromEntries(Object.entries(value)), parameter.fields, path);
}

function checkItems(value: FormValue, fields: ParameterTable, path: string): CheckedValue {
  if (!isList(value)) throw refuseParameter('Invalid array', path);
  return value.map((item, index) => checkStructured(item, { fields }, `${path}[${index}]`));
}

function requireText(value: FormValue, path: string): string {
  if (typeof value !== 'string') throw refuseParameter(`Invalid string: ${JSON.stringify(value)}`, path);
  return value;
}

function refuseEmpty(value: string, path: string): string {
  if (value !== '') return value;
  const reason = `You passed an empty string for '${path}'. We assume empty values are an attempt to unset a parameter`;
  throw refuseParameter(`${reason}; however '${path}' cannot be unset.`, path, 'parameter_invalid_empty');
}

function checkInteger(value: string, path: string): number {
  if (!/^-?\d{1,15}$/.test(value)) throw refuseParameter(`Invalid integer: ${value}`, path, 'parameter_invalid_integer');
  return Number(value);
}

function checkFlag(value: string, path: string): boolean {
  if (value !== 'true' && value !== 'false') throw refuseParameter(`Invalid boolean: ${value}`, path);
  return value === 'true';
}

function checkOneOf(value: string, allowed: readonly string[], path: string): string {
  if (allowed.includes(value)) return value;
  throw refuseParameter(`Invalid ${path}: must be one of ${allowed.join(', ')}`, path);
}

function checkList(value: FormValue, isClearable: boolean, path: string): CheckedValue {
  if (value === '' && isClearable) return [];
  if (!isList(value)) throw refuseParameter('Invalid array', path);
  return value.map((item, index) => requireText(item, `${path}[${index}]`));
}

function isList(value: FormValue): value is readonly FormValue[] {
  return Array.isArray(value);
}

function checkMetadata(value: FormValue, path: string): CheckedValue {
  if (value === '') return '';
  if (typeof value === 'string') throw refuseParameter('Invalid object', path);
  const entries = Object.entries(value).map(([name, item]) => [name, requireText(item, `${path}[${name}]`)] as const);
  for (const [name, item] of entries) {
    if (name.length > 40) throw refuseParameter(`Metadata keys can have up to 40 characters: ${name}`, path);
    if (item.length > 500) throw refuseParameter(`Metadata values can have up to 500 characters: ${name}`, path);
  }
  return Object.fromEntries(entries);
}

function refuseRemoved(path: string): ApiFault {
  const hint = 'Use dynamic payment methods with `allowed_payment_method_types` or `excluded_payment_method_types`.';
  const message = `The \`${path}\` parameter is no longer supported. ${hint}`;
  return refuseParameter(message, path, 'payment_method_types_no_longer_supported');
}

function refuseUnsupported(path: string): ApiFault {
  const message = `Stripe knows the parameter ${path}, but this sandbox does not simulate its effect.`;
  return refuseParameter(message, path, 'sandbox_unsupported_parameter');
}
