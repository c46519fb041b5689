export const OLDEST_NODE_MAJOR: number;
export const PULUMI_CLI: string;
export const OLDEST_PULUMI_CLI: string;
export const OLDEST_GO: string;
export const MOTO: string;
export const ACTIONLINT: string;
export const CHECK_JSONSCHEMA: string;
export const NEWER_NODE_PACKAGES: Record<number, Record<string, string>>;
export const NEWER_NODE_EXECUTABLE: Record<number, Record<string, { package: string; version: string } | undefined>>;
