import type { Command } from "../command";
import { help } from "./help";
import { probe } from "./probe";
import { status } from "./status";

/** Every command, by its name. */
export const COMMANDS: Readonly<Record<string, Command>> = { status, probe, help: help(() => COMMANDS) };
