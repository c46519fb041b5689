/** What `partner-keys` ends with; docs/commands.md lists them. A pipeline may depend on them. */
export const EXIT = {
  ok: 0,
  /** `status --check`: something has to be done. `probe`: the partner does not take a key that it should take. */
  attention: 1,
  /** The command line or the AWS settings are wrong. Nothing was asked. */
  usage: 2,
  /** AWS refused, did not answer, or is another account: what was printed is not all there is. `probe`: nothing was proven. */
  incomplete: 3,
  /** Whoever reads the output closed the pipe: 128 and the number of SIGPIPE, as a shell counts it. */
  closedPipe: 141,
} as const;
