import type { LocalContext } from "../context";
import { apiKeyKind } from "../keys/kinds/apiKey";
import { ecKeyPairKind } from "../keys/kinds/ecKeyPair";
import { ed25519KeyPairKind } from "../keys/kinds/ed25519KeyPair";
import { rsaKeyPairKind } from "../keys/kinds/rsaKeyPair";
import { Run } from "../run/run";
import { activationProvider } from "./activationProvider";
import type { OpenContext, Provider } from "./engineProvider";
import { keyProvider } from "./keyProvider";

/** The providers, one a resource type. `open` is asked only by operations that may reach AWS. */
export function makeProviders(
  open: OpenContext,
  local: LocalContext,
): Record<"RsaKeyPair" | "EcKeyPair" | "Ed25519KeyPair" | "ApiKey" | "Activation", Provider> {
  const run = new Run();
  return {
    RsaKeyPair: keyProvider("RsaKeyPair", rsaKeyPairKind, open, local, run),
    EcKeyPair: keyProvider("EcKeyPair", ecKeyPairKind, open, local, run),
    Ed25519KeyPair: keyProvider("Ed25519KeyPair", ed25519KeyPairKind, open, local, run),
    ApiKey: keyProvider("ApiKey", apiKeyKind, open, local, run),
    Activation: activationProvider(open, local, run),
  };
}
