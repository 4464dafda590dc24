import { z } from 'zod';

const planSchema = z.object({
  directory: z.string(),
  port: z.number().int(),
  /** The PHP to run (native). */
  php: z.string(),
  /** The packages of the Playground, and which of their PHP versions. */
  modules: z.string(),
  phpVersion: z.string(),
});

/** What a process that serves a site has to know. */
export type ServerPlan = z.infer<typeof planSchema>;

/** Puts a plan into the environment of the process that shall follow it. */
export const writePlan = (plan: ServerPlan): Readonly<Record<string, string>> => ({
  HOLDFAST_WORDPRESS_PLAN: JSON.stringify(plan),
  HOLDFAST_PARENT_PID: String(process.pid),
});

/** Reads the plan of this process and who its parent is. */
export function readPlan(environment: NodeJS.ProcessEnv): ServerPlan & { readonly parentPid: number } {
  const { HOLDFAST_WORDPRESS_PLAN: text = '', HOLDFAST_PARENT_PID: parent } = environment;
  return { ...planSchema.parse(JSON.parse(text)), parentPid: z.coerce.number().int().min(2).parse(parent) };
}
