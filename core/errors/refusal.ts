import type { ErrorCode } from './catalogue.ts';

/** A rule said no: which one, and the facts a person or program needs to go on. Details hold plain JSON data without personal data. */
export type Refusal<Code extends ErrorCode = ErrorCode, Details = Readonly<Record<string, unknown>>> = {
  readonly code: Code;
  readonly details: Details;
};

/** A value, or the refusal that says why there is none. */
export type Outcome<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

/** Wraps a value as a successful outcome. */
export const accept = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });

/** Builds a refused outcome. */
export const refuse = (
  code: ErrorCode,
  details: Readonly<Record<string, unknown>> = {},
): { readonly ok: false; readonly refusal: Refusal } => ({ ok: false, refusal: { code, details } });
