import { join } from "node:path";

/** Root of this repository. */
export const REPOSITORY = join(__dirname, "..");
