import type { Command } from "../command";
import { agent } from "./agent";
import { handoff } from "./handoff";
import { help } from "./help";
import { probe } from "./probe";
import { status } from "./status";

/** Every command, by its name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  status,
  probe,
  handoff,
  agent,
  help: help(() => COMMANDS),
};
