/** Something that was typed wrongly: it is shown with the usage, without a stack. */
export class UsageError extends Error {}
