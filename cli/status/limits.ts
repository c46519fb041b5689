/** What `status` cannot know, from AWS alone. The last is the last line of every table. */
export const CANNOT_KNOW = [
  "when a key went live, what acknowledged it and when its certificate ends, where no tag says so: the state of its stack has that",
  "what changed within five minutes: ListSecrets may be behind",
  "reads by a process that keeps the key in memory: a read is a GetSecretValue, and AWS keeps its day",
  "borrowed secrets (secretId): they carry no tags of this package and are not listed",
] as const;
