/** WordPress versions that the packages below hold; 6.6 is a release candidate, 6.5.5 a release. */
export type WordPressVersion = '6.5.5' | '6.6';

/** One package of the registry, by version and by the digest of its archive. */
export type PinnedPackage = {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  /** Size of the archive. */
  readonly bytes: number;
};

/** Several WordPress versions, each as an archive of its PHP files beside a folder with its scripts, styles and pictures. */
export const wordPressBuilds: PinnedPackage = {
  name: '@wp-playground/wordpress-builds',
  version: '0.9.19',
  integrity: 'sha512-dlqvh/MJDpE5W68vgPPKUjpip6zMuBh59L3D18ZX+pdwurC4q4ydrTww/3sTMV69BBcoH6kF93YtAtujNC5Mpw==',
  bytes: 158_509_326,
};

/** The Playground's command line; its archive also holds the SQLite driver that both runtimes use. */
export const playgroundCli: PinnedPackage = {
  name: '@wp-playground/cli',
  version: '3.1.56',
  integrity: 'sha512-JTxl6djPEM2YRYz/w+BUoyoCvhSGHIjqMi4fMV1b8o1UPNvZatLaS7opo57UsrVElXrfdZwvi6IuyS4LswUx9Q==',
  bytes: 399_290,
};

/** What the package calls each version, and the version number that stands in its files. */
export const buildNames: Readonly<Record<WordPressVersion, { readonly build: string; readonly number: string }>> = {
  '6.5.5': { build: 'wp-6.5', number: '6.5.5' },
  '6.6': { build: 'wp-beta', number: '6.6-RC3' },
};
