export declare const prepareCompileCache: (project: string) => string | null;
export declare const withCompileCache: (environment: NodeJS.ProcessEnv, project: string) => NodeJS.ProcessEnv;
