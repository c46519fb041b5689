import { existsSync } from "node:fs";
export function pulumiBinDir(): string { return "/tmp/clibuild"; }
