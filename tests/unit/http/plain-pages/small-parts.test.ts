import { describe, expect, test } from '@jest/globals';
import type { Request } from 'express';
import { findDoor } from '../../../../adapters/http/plain-pages/door.ts';
import { html } from '../../../../adapters/http/plain-pages/markup.ts';
import { openPlainTicket, signPlainTicket } from '../../../../adapters/http/plain-pages/plain-ticket.ts';
import { chooseWords, writeCode } from '../../../../adapters/http/plain-pages/page-words.ts';
import { describeCancellation } from '../../../../adapters/http/plain-pages/wording.ts';
import { signManageToken } from '../../../../adapters/http/manage-token.ts';
import { DAY } from '../../../../core/index.ts';

describe('html', () => {
  test('escapes every text, in content and in attributes', () => {
    const evil = `"><script>alert('1')</script>&`;
    expect(html`<a href="${evil}">${evil}</a>`.markup).toBe(
      '<a href="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</a>',
    );
  });

  test('puts markup, lists of it and numbers in as they are, and nothing for null', () => {
    const items = [1, 2].map((each) => html`<li>${each}</li>`);
    expect(html`<b>${items}</b>`.markup).toBe('<b><li>1</li><li>2</li></b>');
    expect(html`<i>${null}</i>`.markup).toBe('<i></i>');
  });

  test('takes no text for markup, whatever it looks like', () => {
    const fromOutside: unknown = JSON.parse('"{\\"markup\\":\\"<b>\\"}"');
    expect(html`${String(fromOutside)}`.markup).not.toContain('<b>');
  });
});

describe('the ticket of an order', () => {
  const key = Buffer.alloc(32, 7);
  const order = { id: 'ord_1', manageVersion: 3, createdAt: 1_000 } as const;
  const ticket = signPlainTicket('ten_a', order, key);

  test('opens its order for two days, and is the same each time', () => {
    expect(openPlainTicket('ten_a', ticket, 1_000 + 2 * DAY - 1, key)).toEqual({ orderId: 'ord_1', manageVersion: 3 });
    expect(openPlainTicket('ten_a', ticket, 1_000 + 2 * DAY, key)).toBeNull();
    expect(signPlainTicket('ten_a', order, key)).toBe(ticket);
  });

  test('opens nothing at another business, under another key, or altered', () => {
    expect(openPlainTicket('ten_b', ticket, 2_000, key)).toBeNull();
    expect(openPlainTicket('ten_a', ticket, 2_000, Buffer.alloc(32, 8))).toBeNull();
    const [content = '', signature = ''] = ticket.slice(4).split('.');
    const other = Buffer.from(Buffer.from(content, 'base64url').toString().replace('ord_1', 'ord_2')).toString('base64url');
    for (const text of [
      `hfp_${other}.${signature}`,
      `hfp_${content}.${signature.replace(/^./, 'é')}`,
      `hfp_${content}`,
      '',
      'hfp_.',
      ticket.slice(4),
    ]) {
      expect(openPlainTicket('ten_a', text, 2_000, key)).toBeNull();
    }
  });

  test('is no manage token, nor is a manage token one of these', () => {
    const token = signManageToken({ tenantId: 'ten_a', orderId: 'ord_1', manageVersion: 3 }, key);
    expect(openPlainTicket('ten_a', token.replace('hfm_', 'hfp_'), 2_000, key)).toBeNull();
    expect(ticket.split('.')[1]).not.toBe(token.split('.')[1]);
  });
});

describe('the door', () => {
  const site = { id: 'site_a', siteUrl: 'https://salon.example' } as const;
  const signed = { 'signature-input': 'holdfast=()', signature: 'holdfast=:AA:' };
  const ask = (door: string | undefined, headers: Readonly<Record<string, string>> = signed) => {
    const rawHeaders = Object.entries(headers).flat();
    const request = { query: door === undefined ? {} : { door }, rawHeaders, headers, get: (name: string) => headers[name] };
    return findDoor(request as unknown as Request, site, 'https://book.example');
  };
  const direct = 'https://book.example/v1/plain/site_a/booking?ticket=hfp_1';

  test('straight to the service: links are relative, whole addresses are the service’s', () => {
    const door = ask(undefined, {});
    expect(door.link('times', { service: 'svc_a', person: null, party: '' })).toBe('times?service=svc_a');
    expect(door.address('booking', { ticket: 'hfp_1' })).toBe(direct);
    expect(door.fields('times')).toEqual([]);
  });

  test('through a site: links stay relative, whole addresses are the site’s', () => {
    const door = ask('https://salon.example/wp-json/holdfast/v1/plain/site_a');
    expect(door.link('times', { service: 'svc_a' })).toBe('times?service=svc_a');
    expect(door.address('booking', { ticket: 'hfp_1' })).toBe(
      'https://salon.example/wp-json/holdfast/v1/plain/site_a/booking?ticket=hfp_1',
    );
  });

  test('through a site without readable addresses: the path stands in the query, in forms too', () => {
    const door = ask('https://salon.example/blog/index.php?rest_route=/holdfast/v1/plain/site_a');
    expect(door.link('times', { service: 'svc_a' })).toBe('?rest_route=%2Fholdfast%2Fv1%2Fplain%2Fsite_a%2Ftimes&service=svc_a');
    expect(door.fields('times')).toEqual([['rest_route', '/holdfast/v1/plain/site_a/times']]);
    expect(door.address('booking', { ticket: 'hfp_1' })).toBe(
      'https://salon.example/blog/index.php?rest_route=%2Fholdfast%2Fv1%2Fplain%2Fsite_a%2Fbooking&ticket=hfp_1',
    );
  });

  test.each([
    ['another origin', 'https://evil.example/wp-json/holdfast/v1/plain/site_a', signed],
    ['no address', 'javascript:alert(1)', signed],
    ['what nobody signed', 'https://salon.example/wp-json/holdfast/v1/plain/site_a', {}],
  ])('%s is not believed', (_case, door, headers) => {
    expect(ask(door, headers).address('booking', { ticket: 'hfp_1' })).toBe(direct);
  });

  test('the language that was asked for is asked for by each address, and only one that there is', () => {
    const ask = (query: Readonly<Record<string, string>>) =>
      findDoor({ query, rawHeaders: [], headers: {} } as unknown as Request, site, 'https://book.example');
    const door = ask({ lang: 'sv' });
    expect(door.link('times', { service: 'svc_a' })).toBe('times?service=svc_a&lang=sv');
    expect(door.fields('times')).toEqual([['lang', 'sv']]);
    expect(door.address('booking', {})).toBe('https://book.example/v1/plain/site_a/booking?lang=sv');
    for (const lang of ['fr', '"><b>', '', 'de_DE', 'x'.repeat(40)]) expect(ask({ lang }).link('times')).toBe('times');
  });
});

describe('the language of a page', () => {
  const choose = (locale: string, lang?: string) => chooseWords({ query: lang === undefined ? {} : { lang } }, { locale });

  test.each([
    ['the business’s', 'sv-FI', undefined, 'sv', 'sv-FI'],
    ['the one that the address asks for', 'sv-SE', 'de', 'de', 'de'],
    ['the business’s own way of it, where the address asks for the same', 'de-AT', 'de', 'de', 'de-AT'],
    ['English for a business whose language has no words', 'fr-FR', undefined, 'en', 'en-FR'],
    ['the business’s where the address asks for one that there is not', 'sv-SE', 'fr', 'sv', 'sv-SE'],
  ])('is %s', (_what, locale, lang, language, written) => {
    const words = choose(locale, lang);
    expect([words.language, words.locale]).toEqual([language, written]);
  });

  test('is also that of what is said of codes', () => {
    expect(writeCode('outside_area', choose('de-DE')).title).toBe('Dorthin kommen wir nicht.');
    expect(writeCode('outside_area', choose('en-GB')).title).toBe('We do not come to this postcode.');
  });

  test('is that of a refund’s terms, with percent and time written in it', () => {
    const tiers = [
      { minimumNoticeMinutes: 2_880, refundPercent: 100 },
      { minimumNoticeMinutes: 60, refundPercent: 50 },
      { minimumNoticeMinutes: 0, refundPercent: 10 },
    ];
    const tell = (locale: string): string => describeCancellation({ tiers }, choose(locale)).replaceAll('\u00a0', ' ');
    expect(tell('en-GB')).toBe(
      'If you cancel you get back all of it up to 2 days before, 50% up to 1 hour before, 10% until it begins.',
    );
    expect(tell('de-DE')).toBe(
      'Wenn Sie absagen, bekommen Sie zurück: alles bis 2 Tage vorher, 50 % bis 1 Stunde vorher, 10 % bis zum Beginn.',
    );
    expect(tell('sv-SE')).toBe(
      'Om du avbokar får du tillbaka allt fram till 2 dagar före, 50 % fram till 1 timme före, 10 % tills det börjar.',
    );
  });
});
