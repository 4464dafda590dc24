import type { Request } from 'express';
import type { Site } from '../../../core/index.ts';
import { isSigned } from '../bridge-signature.ts';
import { readAskedLanguage } from './page-words.ts';

/** What a page's address carries beside its step. */
export type Parameters = Readonly<Record<string, string | null>>;

/**
 * The way by which a visitor came: straight to the service, or through a site. Links in a page are relative, so that the page is the same behind both; only
 * where somebody else sends the visitor back is the whole address needed.
 */
export type Door = {
  /** The address of a step for a link or a form of the page. */
  readonly link: (step: string, parameters?: Parameters) => string;
  /** What a form that is sent by GET must carry to get there, since its fields replace the query of its address. */
  readonly fields: (step: string) => readonly (readonly [name: string, value: string])[];
  /** The whole address of a step. */
  readonly address: (step: string, parameters?: Parameters) => string;
};

/** Finds the door. A site that forwards says in the signed query where its pages stand; only its own origin is believed. */
export function findDoor(request: Request, site: Pick<Site, 'id' | 'siteUrl'>, publicUrl: string): Door {
  const own = `${publicUrl}/v1/plain/${site.id}`;
  const { door } = request.query;
  const asked = isSigned(request) && typeof door === 'string' ? URL.parse(door) : null;
  const isOfSite = asked !== null && site.siteUrl !== null && asked.origin === new URL(site.siteUrl).origin;
  const base = isOfSite ? asked : new URL(own);
  const route = base.searchParams.get('rest_route');
  const lang = readAskedLanguage(request);
  return route === null ? createPathDoor(base, lang) : createQueryDoor(base, route.replace(/\/+$/, ''), lang);
}

/** Whatever language was asked for is asked for by every address on the way. */
const createPathDoor = (base: URL, lang: string | null): Door => {
  const query = (parameters: Parameters = {}): string => renderQuery({ ...parameters, lang });
  return {
    link: (step, parameters) => `${step}${query(parameters)}`,
    fields: () => nameLanguage(lang),
    address: (step, parameters) => `${base.origin}${base.pathname.replace(/\/+$/, '')}/${step}${query(parameters)}`,
  };
};

const nameLanguage = (lang: string | null) => (lang === null ? [] : [['lang', lang] as const]);

/** A site without readable addresses has the path in its query. */
function createQueryDoor(base: URL, route: string, lang: string | null): Door {
  const query = (step: string, parameters: Parameters = {}): string =>
    renderQuery({ rest_route: `${route}/${step}`, ...parameters, lang });
  return {
    link: query,
    fields: (step) => [['rest_route', `${route}/${step}`], ...nameLanguage(lang)],
    address: (step, parameters) => `${base.origin}${base.pathname}${query(step, parameters)}`,
  };
}

function renderQuery(parameters: Parameters = {}): string {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
