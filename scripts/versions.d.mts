export const OLDEST_NODE_MAJOR: number;
export const PULUMI_CLI: string;
export const OLDEST_PULUMI_CLI: string;
export const OLDEST_GO: string;
export const MOTO: string;
export const NODE24_PACKAGES: Record<string, string>;
export const NODE24_EXECUTABLE: Record<string, { package: string; version: string } | undefined>;
