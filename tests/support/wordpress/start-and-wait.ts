// Starts a WordPress in the folder it is given, says where it is, and stays until it is ended.
import { findFreePort } from '../../../service/demo/free-port.ts';
import { startWordPress } from '../../../service/demo/wordpress/start-wordpress.ts';

const [directory = ''] = process.argv.slice(2);
const wordpress = await startWordPress({
  directory,
  version: '6.5.5',
  port: await findFreePort(0),
  title: 'Short-lived',
  adminEmail: 'owner@example.com',
  environment: process.env,
  onProgress: () => undefined,
  onLine: () => undefined,
  signal: new AbortController().signal,
});
process.stdout.write(`${JSON.stringify({ url: wordpress.url, pid: wordpress.pid() })}\n`);
setInterval(() => undefined, 1_000);
