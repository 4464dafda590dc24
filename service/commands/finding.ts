/** One thing that `holdfast doctor` looked at. `bad` makes the command fail; `note` is worth knowing. */
export type Finding = { readonly check: string; readonly state: 'ok' | 'note' | 'bad'; readonly message: string };

/** Makes a finding. */
export const finding = (check: string, state: Finding['state'], message: string): Finding => ({ check, state, message });
