import { devNull } from "node:os";

/** For an environment: the settings and profiles in the developer's ~/.aws say nothing about a run on a local server. */
export const NO_AWS_FILES = { AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull };
