#!/usr/bin/env node
// The entry of every npm script: installs what is missing, then runs a task of tasks.mjs on the pinned Node.
// It must be readable by any Node that knows modules, so that an old one gets a sentence and not a syntax error.
const [major] = process.versions.node.split('.').map(Number);

if (major < 20) {
  console.error(
    'Holdfast needs Node 20 or later to start, and this is Node ' +
      process.versions.node +
      '. Install one from https://nodejs.org',
  );
  process.exitCode = 1;
} else {
  import('./launch.mjs')
    .then((launcher) => launcher.launch(process.argv[2], process.argv.slice(3)))
    .then((exitCode) => {
      process.exitCode = exitCode;
    })
    .catch((error) => {
      console.error(error instanceof Error && error.isForPeople ? error.message : error);
      process.exitCode = 1;
    });
}
