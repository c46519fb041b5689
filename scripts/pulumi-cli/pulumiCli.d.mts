/** Finds or makes the Pulumi CLI and returns the folder to put first on PATH. */
export function pulumiCli(context: {
  root: string;
  rootDir: string;
  env?: NodeJS.ProcessEnv;
  fetch?: (url: string) => Promise<Response>;
  say?: (line: string) => void;
  runStep?: <T>(what: string, work: (status: (text: string) => void) => Promise<T>) => Promise<T>;
}): Promise<string>;
