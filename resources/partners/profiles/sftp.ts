import type { PartnerProfile } from "../profile";

/** A server of SFTP, whoever runs it. */
export const SFTP = {
  name: "sftp",
  title: "the SFTP server",
  keyPairs: [
    { keyPair: { ed25519: {} }, privateKeyFormat: "openssh" },
    { keyPair: { ec: { namedCurve: "P-256" } }, privateKeyFormat: "sec1" },
    { keyPair: { ec: { namedCurve: "P-384" } }, privateKeyFormat: "sec1" },
    { keyPair: { ec: { namedCurve: "P-521" } }, privateKeyFormat: "sec1" },
    { keyPair: { rsa: { modulusLength: 2048 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 3072 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 4096 } }, privateKeyFormat: "pkcs8" },
  ],
  artifacts: ["openssh"],
  certificate: "none",
  signingRequest: "none",
  fingerprintForm: "openssh-sha256",
  shows: "the line SHA256:… of ssh-keygen -l",
  keyId: { kind: "none", how: "the client offers the key, the server finds its line" },
  apiKey: "none",
  slots: "many",
  grace: "until its line is taken out",
  where: "unknown",
  steps: [{ text: "Give this line to whoever runs the server, for authorized_keys of your user", isHandingOver: true }],
  goesWrong: [
    "OpenSSH refuses an Ed25519 key in PKCS#8: it is stored in the form of OpenSSH, so leave privateKeyFormat alone.",
    "AWS Transfer takes lines of 2048 characters at most.",
    "Which kinds of key a server takes is its own: ask, and give keyPair.",
  ],
  signature: "SSH public key authentication (RFC 4252)",
  locksOut: "unknown",
  via: ["person", "api"],
  withoutKey: "unknown",
  sources: [
    {
      facts: ["keyPairs", "artifacts", "fingerprintForm", "shows", "slots", "grace", "steps", "keyId", "signature"],
      source: "OpenSSH 9.2, as it was tried here; RFC 4252, 4253, 8709",
      checked: "2026-11-25",
    },
    {
      facts: ["goesWrong", "via", "certificate", "signingRequest", "apiKey"],
      source: "docs.aws.amazon.com/transfer: SshPublicKey; OpenSSH 9.2",
      checked: "2026-11-25",
    },
  ],
} as const satisfies PartnerProfile;
