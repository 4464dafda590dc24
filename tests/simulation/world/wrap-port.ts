type Method = (...given: never[]) => unknown;

/** A port of which every call goes through `call`. */
export function wrapPort<Port extends object>(
  port: Port,
  call: (method: string, work: () => Promise<unknown>) => Promise<unknown>,
): Port {
  const members = Object.entries<Method>(port as Record<string, Method>).map(([method, member]) => [
    method,
    (...given: never[]) => call(method, async () => member(...given)),
  ]);
  return Object.fromEntries(members) as Port;
}
