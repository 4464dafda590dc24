import type { ServicesAnswer } from '../wire-types.ts';

/** Leaves the services that a page wants to offer, in the order of the catalogue. Where none of them is there, all stay and the console says so. */
export function limitServices(answer: ServicesAnswer, wanted: readonly string[]): ServicesAnswer {
  const services = answer.services.filter(({ id }) => wanted.includes(id));
  if (services.length > 0) return { ...answer, services };
  if (wanted.length > 0) console.warn(`holdfast-booking: none of ${wanted.join(', ')} is offered, so all services are.`);
  return answer;
}
