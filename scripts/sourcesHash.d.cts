/** SHA-256 in hex over the sources that dist/ is compiled from. */
export function sourcesHash(rootDir: string): string;
