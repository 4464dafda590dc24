import { describe, expect, test } from '@jest/globals';
import { describePolicy } from '../../../../core/words/describe-policy.ts';
import { policyDe } from '../../../../core/words/policy-de.ts';
import { policyEn } from '../../../../core/words/policy-en.ts';
import type { PolicyTexts } from '../../../../core/words/policy-en.ts';
import { policySv } from '../../../../core/words/policy-sv.ts';

const euro = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const write = (texts: PolicyTexts) => ({
  texts,
  money: ({ amountMinor }: { readonly amountMinor: number }) => `${amountMinor / 100} €`,
  percent: (percent: number) => `${percent} %`,
});

const policy = {
  tiers: [
    { minimumNoticeMinutes: 60, refundPercent: 0 },
    { minimumNoticeMinutes: 1_440, fee: euro(2_000) },
    { minimumNoticeMinutes: 2_880, refundPercent: 100 },
  ],
  noShow: { refundPercent: 25 },
  reschedule: [
    { minimumNoticeMinutes: 2_880, feePercent: 0 },
    { minimumNoticeMinutes: 1_440, fee: euro(1_500) },
    { minimumNoticeMinutes: 0, feePercent: 50 },
  ],
  unpaidFee: 'owed',
} as const;

describe('describePolicy', () => {
  test.each([
    [
      'en',
      policyEn,
      [
        'If you cancel you get back all of it up to 2 days before, all but 20 € up to 24 hours before.',
        'If you do not come you get back 25 %.',
        'You can move it: free up to 2 days before, for 15 € up to 24 hours before, for 50 % of the price until it begins.',
        'What of such a fee has not been paid yet is still to be paid then.',
      ],
    ],
    [
      'de',
      policyDe,
      [
        'Wenn Sie absagen, bekommen Sie zurück: alles bis 2 Tage vorher, alles bis auf 20 € bis 24 Stunden vorher.',
        'Wenn Sie nicht kommen, bekommen Sie zurück: 25 %.',
        'Verlegen können Sie: kostenlos bis 2 Tage vorher, für 15 € bis 24 Stunden vorher, für 50 % des Preises bis zum Beginn.',
        'Was von einer solchen Gebühr noch nicht bezahlt ist, ist dann noch zu zahlen.',
      ],
    ],
    [
      'sv',
      policySv,
      [
        'Om du avbokar får du tillbaka allt fram till 2 dagar före, allt utom 20 € fram till 24 timmar före.',
        'Om du inte kommer får du tillbaka 25 %.',
        'Du kan flytta tiden: gratis fram till 2 dagar före, mot 15 € fram till 24 timmar före, mot 50 % av priset tills det börjar.',
        'Det som inte är betalt av en sådan avgift ska då fortfarande betalas.',
      ],
    ],
  ])('says it in %s', (_language, texts, sentences) => {
    expect(describePolicy(policy, write(texts))).toEqual(sentences);
  });

  test.each([
    ['nothing back', { tiers: [] }, ['If you cancel, nothing is paid back.']],
    [
      'tiers that give nothing',
      { tiers: [{ minimumNoticeMinutes: 5, refundPercent: 0 }] },
      ['If you cancel, nothing is paid back.'],
    ],
    [
      'odd minutes and an hour',
      {
        tiers: [
          { minimumNoticeMinutes: 90, fee: euro(0) },
          { minimumNoticeMinutes: 60, refundPercent: 50 },
        ],
      },
      ['If you cancel you get back all of it up to 90 minutes before, 50 % up to 1 hour before.'],
    ],
    [
      'nothing for who stays away, and no moves',
      { tiers: [{ minimumNoticeMinutes: 0, refundPercent: 100 }], noShow: { refundPercent: 0 }, reschedule: [] },
      [
        'If you cancel you get back all of it until it begins.',
        'If you do not come, nothing is paid back.',
        'You cannot move it yourself.',
      ],
    ],
  ])('says %s', (_name, own, sentences) => {
    expect(describePolicy(own, write(policyEn))).toEqual(sentences);
  });
});
