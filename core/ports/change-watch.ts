/**
 * Tells whether anything that one tenant's availability follows from was written since a moment: orders with their times, seats and payments, sessions,
 * what is sold, the business, and readings of calendars. An instance cannot see another tenant.
 *
 * Promises: what is read after a look is at least as new as its mark; a write that was committed after the read that a mark came before is told by the next
 * look with that mark, in whatever order writers began and ended, and by whichever process they wrote. It may tell of a change where there was none, never the other way
 * round. A mark from before a restart or a restore of the database counts as changed. Looking holds nobody up. Checked by tests/conformance/change-watch.suite.ts.
 */
export type ChangeWatch = {
  /** Looks whether something was written since `mark`; with null it always was. Answers the mark of this look, for the next one. */
  readonly look: (mark: string | null) => Promise<ChangeLook>;
};

/** What a look has found. A mark means nothing to anybody but the watch that gave it. */
export type ChangeLook = { readonly mark: string; readonly hasChanged: boolean };
