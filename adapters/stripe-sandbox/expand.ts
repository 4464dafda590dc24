import type Stripe from 'stripe';
import { refuseParameter } from './api-fault.ts';
import { readList } from './read-parameters.ts';
import type { CheckedRecord } from './check-parameters.ts';
import type { SandboxContext } from './sandbox-context.ts';

type ApiObject = Readonly<Record<string, unknown>>;

const EXPANDABLE: Readonly<Record<string, readonly string[]>> = {
  payment_intent: ['latest_charge', 'payment_method'],
  charge: ['payment_intent', 'refunds'],
  refund: ['charge', 'payment_intent'],
  dispute: ['charge', 'payment_intent'],
  'checkout.session': ['payment_intent'],
};

/**
 * Replaces ids by objects as `expand` asks. A list is expanded with paths that start with `data.`. Nothing is embedded
 * unless it was asked for: not even the refunds of a charge.
 *
 * @throws ApiFault 400 for a property that cannot be expanded.
 * @see https://docs.stripe.com/api/expanding_objects
 */
export function expandObject(context: SandboxContext, body: object, parameters: CheckedRecord): object {
  let expanded: ApiObject = { ...body };
  for (const [index, path] of (readList(parameters, 'expand') ?? []).entries()) {
    const segments = path.split('.');
    if (segments.length > 4) throw refuseParameter('You cannot expand more than 4 levels of a property.', `expand[${index}]`);
    expanded = expandPath(context, expanded, segments, `expand[${index}]`);
  }
  return expanded;
}

function expandPath(context: SandboxContext, object: ApiObject, segments: readonly string[], param: string): ApiObject {
  const [name, ...rest] = segments;
  if (name === undefined) return object;
  if (object['object'] === 'list' && name === 'data' && Array.isArray(object['data'])) {
    const data: readonly unknown[] = object['data'];
    return { ...object, data: data.map((item) => (isObject(item) ? expandPath(context, item, rest, param) : item)) };
  }
  const kind = String(object['object']);
  if (!(EXPANDABLE[kind] ?? []).includes(name)) {
    throw refuseParameter(`This property cannot be expanded (${segments.join('.')}).`, param);
  }
  const found = isObject(object[name]) ? object[name] : findObject(context, object, name);
  if (found === null) return object;
  return { ...object, [name]: expandPath(context, found, rest, param) };
}

function findObject(context: SandboxContext, object: ApiObject, name: string): ApiObject | null {
  if (name === 'refunds') return listRefunds(context, String(object['id']));
  const id = object[name];
  if (typeof id !== 'string') return null;
  const { charges, paymentIntents, paymentMethods } = context.state;
  const found = charges.get(id) ?? paymentIntents.get(id)?.object ?? paymentMethods.get(id)?.object;
  return found === undefined ? null : { ...found };
}

function listRefunds(context: SandboxContext, chargeId: string): ApiObject {
  const all = [...context.state.refunds.values()].reverse();
  const data: readonly Stripe.Refund[] = all.filter((refund) => refund.charge === chargeId);
  return { object: 'list', data: data.slice(0, 10), has_more: data.length > 10, url: `/v1/charges/${chargeId}/refunds` };
}

function isObject(value: unknown): value is ApiObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
