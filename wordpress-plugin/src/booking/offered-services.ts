import { fieldsOf, isFields, listOf, textOf } from '../model/fields.ts';

/** A service that can be chosen for the block. */
export type OfferedService = { readonly id: string; readonly name: string };

/** Reads the services that visitors see. */
export const readOfferedServices = (answer: unknown): readonly OfferedService[] =>
  listOf(fieldsOf(answer)['services'])
    .filter(isFields)
    .map((service) => ({ id: textOf(service['id']), name: textOf(service['name']) }));
