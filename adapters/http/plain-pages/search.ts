import type { Enrolment, LocalDate, PostalPlace, ResourceId, Service } from '../../../core/index.ts';
import { isId, listDurations } from '../../../core/index.ts';
import { readPostal } from './customer-address.ts';
import { findChosen, findNamedService, nameChosen, readEnrolment, readQuery } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import type { Parameters } from './door.ts';
import { listChoosable } from './wording.ts';

/** What is looked for: a service in a length for so many, with somebody or anybody, in a week from a date. */
export type Search = {
  /** As it is for what was chosen about it. */
  readonly service: Service;
  readonly partySize: number;
  readonly person: ResourceId | null;
  /** The whole of a course, or one of its sessions. */
  readonly enrolment: Enrolment | undefined;
  /** Where the customer is, for a service that takes place there. */
  readonly postal: PostalPlace | undefined;
  readonly from: LocalDate;
};

/** Reads from the address what is looked for, beside the week; what is not offered counts as not said. Null for a service that is not there. */
export function readSearch(context: PlainContext): Omit<Search, 'from'> | null {
  const named = findNamedService(context, readQuery(context, 'service'));
  if (named === undefined) return null;
  const enrolment = readEnrolment(named, readQuery(context, 'enrolment'));
  const asChosen = { minutes: readQuery(context, 'minutes'), days: readQuery(context, 'days'), enrolment };
  const service = findChosen(named, asChosen) ?? findChosen(named, { minutes: '', days: '', enrolment }) ?? named;
  const party = Number(readQuery(context, 'party'));
  const { minimumPartySize: least, maximumPartySize: most } = service;
  const person = readQuery(context, 'person');
  const isChoosable = isId('res', person) && listChoosable(context.catalog, service).some(({ id }) => id === person);
  return {
    ...{ service, enrolment },
    partySize: Number.isInteger(party) && party >= least && party <= most ? party : least,
    person: isChoosable && isId('res', person) ? person : null,
    postal: readPostal(service, { postcode: readQuery(context, 'postcode'), country: readQuery(context, 'country') }),
  };
}

/** Names what is looked for, beside the week, as addresses carry it. */
export const nameSearch = (
  context: PlainContext,
  { service, partySize, person, enrolment, postal }: Omit<Search, 'from'>,
): Parameters => ({
  service: service.id,
  services: readQuery(context, 'services'),
  minutes: listDurations(service).length > 1 ? nameChosen(service).minutes : null,
  days: nameChosen(service).days,
  party: partySize === service.minimumPartySize ? null : String(partySize),
  person,
  enrolment: enrolment ?? null,
  postcode: postal?.postcode ?? null,
  country: postal?.country ?? null,
  again: readQuery(context, 'again'),
});
