/** What stands in the fields of a form, as it was typed. */
export type Typed = Readonly<Record<string, string>>;

/** Something that is wrong with a field. */
export type FieldProblem = { readonly field: string; readonly message: string };
