import type { KeyInputs } from "../../kinds/keyInputs";
import type { KeyKind } from "../../kinds/keyKind";
import { KINDS, type ResourceType } from "../../kinds/kinds";
import type { LocalContext } from "../context";
import { Run } from "../run/run";
import { activationProvider } from "./activationProvider";
import type { OpenContext, Provider } from "./engineProvider";
import { keyProvider } from "./keyProvider";

/** The providers, one a resource type. `open` is asked only by operations that may reach AWS. */
export function makeProviders(open: OpenContext, local: LocalContext): Readonly<Record<ResourceType, Provider>> {
  const run = new Run();
  const ofKeys = Object.entries(KINDS).map(([type, kind]) => [
    type,
    keyProvider(type, kind as KeyKind<KeyInputs>, open, local, run),
  ]);
  return { ...Object.fromEntries(ofKeys), Activation: activationProvider(open, local, run) } as Record<
    ResourceType,
    Provider
  >;
}
