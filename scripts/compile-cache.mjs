// Where Node keeps what it has compiled, so that the second start of a program takes half as long. One folder a user: what is in it is run.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Makes the folder in `.holdfast` and answers its path; null where nothing can be written, and then every start compiles. */
export const prepareCompileCache = (project) => {
  const holdfast = join(project, '.holdfast');
  const folder = join(holdfast, `compiled-${process.getuid?.() ?? 0}`);
  try {
    // Only the last folder is private: root's PostgreSQL must be able to pass through `.holdfast`.
    mkdirSync(holdfast, { recursive: true, mode: 0o755 });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch {
    return null;
  }
};

/** The environment in which Node keeps what it compiles; whoever has chosen a folder keeps it. */
export const withCompileCache = (environment, project) => {
  const folder = environment.NODE_COMPILE_CACHE ?? prepareCompileCache(project);
  return folder === null ? environment : { ...environment, NODE_COMPILE_CACHE: folder };
};
