import type { Roles } from "./sts/roles";

/** Who calls, and what the server knows about it. */
export interface Caller {
  service: "secretsmanager" | "sts";
  account: string;
  region: string;
  accessKeyId: string;
  headers: Record<string, string>;
  rawBody: Buffer;
  releaseMilliseconds: number;
  lagMilliseconds: number;
  hidesScheduledVersions: boolean;
  roles: Roles;
}
