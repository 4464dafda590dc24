import { expect, test } from '@jest/globals';
import { createCodeTries } from '../../../adapters/http/code-tries.ts';
import { createManualClock } from '../../../adapters/memory/create-manual-clock.ts';
import { accept, MINUTE, refuse } from '../../../core/index.ts';
import type { Outcome, TenantId } from '../../../core/index.ts';

const visitor = { kind: 'visitor', tenantId: 'ten_a' satisfies TenantId, address: '203.0.113.7' } as const;
const wrong = async (): Promise<Outcome<string>> => refuse('code_invalid', { path: 'codes' });
const right = async (): Promise<Outcome<string>> => accept('price');

const setUp = () => {
  const clock = createManualClock(1_800_000_000_000);
  const { run } = createCodeTries(3, clock);
  const say = async (code: string, work: typeof wrong = wrong, caller: Parameters<typeof run>[0] = visitor) => {
    const outcome = await run(caller, code === '' ? [] : [code], work);
    return outcome.ok ? outcome.value : outcome.refusal.code;
  };
  return { clock, run, say };
};

test('after three wrong codes the right one is refused too, for ten minutes, and says how long', async () => {
  const { clock, run, say } = setUp();
  for (const code of ['A', 'B', 'C']) expect(await say(code)).toBe('code_invalid');
  clock.advance(4 * MINUTE);
  expect(await run(visitor, ['REAL'], right)).toEqual({
    ok: false,
    refusal: { code: 'too_many_codes', details: { retryAfterSeconds: 360 } },
  });
  expect(await say('', right)).toBe('price');
  clock.advance(6 * MINUTE);
  expect(await say('REAL', right)).toBe('price');
});

test('what counts, other refusals, and the same wrong code again are no further tries', async () => {
  const { say } = setUp();
  const used = async (): Promise<Outcome<string>> => refuse('code_used_up', { path: 'codes' });
  for (let index = 0; index < 5; index += 1) {
    expect(await say(' typo ')).toBe('code_invalid');
    expect(await say('REAL', right)).toBe('price');
    expect(await say('LAST', used)).toBe('code_used_up');
  }
  expect(await say('REAL', right)).toBe('price');
});

test('each answer about a customer is a try, since it is about another one each time', async () => {
  const { say } = setUp();
  const known = async (): Promise<Outcome<string>> => refuse('code_not_applicable', { path: 'codes', reason: 'first_visit' });
  for (let index = 0; index < 3; index += 1) expect(await say('FIRST', known)).toBe('code_not_applicable');
  expect(await say('FIRST', known)).toBe('too_many_codes');
});

test('of many tries at the same moment no more are let in than one after the other, and those that come to nothing bad are given back', async () => {
  const { say } = setUp();
  const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => say(`C${index}`)));
  expect(answers.filter((answer) => answer === 'code_invalid')).toHaveLength(3);
  const other = setUp();
  await Promise.all([other.say('REAL', right), other.say('REAL', right)]);
  await expect(other.say('REAL', () => Promise.reject(new Error('the database is away')))).rejects.toThrow('away');
  for (const code of ['A', 'B', 'C']) expect(await other.say(code)).toBe('code_invalid');
});

test('other businesses, other networks, servers and administrators are not counted with them', async () => {
  const { say } = setUp();
  for (const code of ['A', 'B', 'C']) await say(code);
  expect(await say('D', wrong, { ...visitor, tenantId: 'ten_b' })).toBe('code_invalid');
  expect(await say('D', wrong, { ...visitor, address: '203.0.113.8' })).toBe('code_invalid');
  for (const kind of ['server', 'administrator'] as const)
    expect(await say('D', wrong, { ...visitor, kind })).toBe('code_invalid');
  expect(await say('D', wrong, { ...visitor, kind: 'customer' })).toBe('too_many_codes');
  for (let index = 1; index <= 3; index += 1) await say(`E${index}`, wrong, { ...visitor, address: `2001:db8::${index}` });
  expect(await say('F', wrong, { ...visitor, address: '2001:db8::9' })).toBe('too_many_codes');
});
