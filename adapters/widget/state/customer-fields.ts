export type CustomerField = 'name' | 'email' | 'phone';

export type FieldErrors = Readonly<Partial<Record<CustomerField, 'missing' | 'invalid'>>>;
