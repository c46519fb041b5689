/** Aborts when this process is to end: by Ctrl-C, by who started it, or by a terminal that is closed. */
export function interruption(): AbortSignal {
  const abort = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => abort.abort());
  // Of a terminal that is closed: nobody reads what is said then
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  return abort.signal;
}
