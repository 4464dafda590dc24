// Types of pinned-node.mjs for its tests.
export declare const pinnedNodePath: (project: string, platform?: string, arch?: string) => string;
export declare const isNewEnough: (version: string) => boolean;
export declare const chooseNode: (
  project: string,
  options?: { readonly path?: string; readonly currentPath?: string; readonly currentVersion?: string },
) => string;
