const sundayRegions = ' US CA MX BR JP KR IN IL ZA AU TW HK PH TH CO PE VE SA ';

type WeekLocale = Intl.Locale & {
  readonly getWeekInfo?: () => { readonly firstDay: number };
  readonly weekInfo?: { readonly firstDay: number };
};

/** Computes on which weekday a week starts for a locale (1 for Monday to 7 for Sunday). Browsers without week data use a short list of regions. */
export function computeFirstWeekday(locale: string): number {
  const parsed: WeekLocale = new Intl.Locale(locale);
  const known = parsed.getWeekInfo?.() ?? parsed.weekInfo;
  if (known) return known.firstDay;
  return sundayRegions.includes(` ${parsed.maximize().region} `) ? 7 : 1;
}
