export type CustomerField = 'name' | 'email' | 'phone';

/** What is typed of the address to which the business comes. */
export type AddressField = 'line1' | 'line2' | 'postcode' | 'city' | 'country';

export type FieldErrors = Readonly<Partial<Record<CustomerField | AddressField, 'missing' | 'invalid'>>>;
