/** What a partner answers when it does not take a signature, or does not know the key. */
interface Refusal {
  readonly statuses: readonly number[];
  /** Whether the JSON of the answer names the key or its signature. */
  readonly means: (body: Readonly<Record<string, unknown>>) => boolean;
  /** Where that is said, and when it was read. */
  readonly source: string;
}

const isClientError = (description: RegExp) => (body: Readonly<Record<string, unknown>>) =>
  body["error"] === "invalid_client" && description.test(String(body["error_description"]));

/** By partner. A status that means other things too is read together with the code. */
export const KEY_REFUSALS = {
  okta: {
    statuses: [400, 401],
    means: isClientError(/client_assertion (?:signature|JWT kid) is invalid/),
    source: "Okta's workshop for Terraform, messages of the token endpoint, 2026-11-30",
  },
  entra: {
    statuses: [400, 401],
    means: isClientError(/AADSTS700027\b/),
    source: "AzureAD/microsoft-authentication-library-for-js issue 8339, 2026-02-18: the key was not found",
  },
  snowflake: {
    statuses: [401],
    means: ({ code }) => ["390144", "394304"].includes(String(code)),
    source: "docs.snowflake.com/user-guide/key-pair-auth-troubleshooting, 2026-11-30",
  },
  salesforce: {
    statuses: [400],
    means: (body) => body["error"] === "invalid_grant" && /invalid assertion/i.test(String(body["error_description"])),
    source: "third party: answers on salesforce.stackexchange.com, 2026-11-30",
  },
  netsuite: {
    statuses: [400, 401],
    means: ({ error }) => error === "invalid_grant" || error === "invalid_client",
    source: "third party, 2026-11-30; NetSuite names the reason in its Login Audit Trail only",
  },
  oci: {
    statuses: [401],
    means: ({ code }) => code === "NotAuthenticated",
    source:
      "docs.oracle.com/iaas/Content/API/Concepts/signingrequests.htm, 2026-11-30; a wrong clock is answered alike",
  },
} as const satisfies Record<string, Refusal>;

/** A partner whose refusals are known. */
export type RefusingPartner = keyof typeof KEY_REFUSALS;

/** Whether an answer of this partner is a refusal of the key; `body` is asked for only where the status fits. */
export async function isKeyRefusal(
  partner: RefusingPartner,
  status: number,
  body: () => Promise<unknown>,
): Promise<boolean> {
  const { statuses, means }: Refusal = KEY_REFUSALS[partner];
  if (!statuses.includes(status)) return false;
  const json = await body();
  return typeof json === "object" && json !== null && means(json as Readonly<Record<string, unknown>>);
}
