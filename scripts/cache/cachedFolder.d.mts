/** The folder `<root>/<name>`, built by `build` (in a temporary folder) when it is absent or does not verify. */
export function cachedFolder(request: {
  root: string;
  name: string;
  build: (folder: string) => Promise<string[]>;
  say?: (line: string) => void;
  pollMs?: number;
}): Promise<string>;
