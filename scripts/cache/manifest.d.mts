export function writeManifest(folder: string, files: string[]): void;

/** What is wrong with the folder, or undefined when it is whole. */
export function whatIsWrong(folder: string): string | undefined;
