import * as sdk from "@aws-sdk/client-secrets-manager";
import { createPrivateKey } from "node:crypto";
import { startLocalSecretsManager, type LocalServer } from "../emulator";
import { startLocalPartner, type LocalPartner } from "../emulator/partner";
import { signRequest } from "../resources/partners/signRequest";
import { createSigner } from "../resources/signer";
import { NO_AWS_FILES } from "../workbench/noAwsFiles";
import { RotationLoad } from "../workbench/rotationLoad";
import { cachingClient, rereadingClient, signerClient, type ClientSetting } from "../workbench/signingClients";
import { numbersTable } from "../workbench/table.cjs";
import { API_KEY, newKey, publicPemOf } from "./signingKeys";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
Object.assign(process.env, NO_AWS_FILES);

const ARN = (name: string) => `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}-AbCdEf`;
const CLIENTS = [cachingClient, rereadingClient, signerClient];
/** Requests of each client in each part: before the upload, between upload and promotion, after it. */
const REQUESTS = 150;
const SIGNED_A_ROUND = 200;

export interface RotationFigures {
  readonly client: string;
  readonly requests: number;
  readonly failed: number;
  /** Refusals that the partner gave, those that the client made up for too. */
  readonly refused: number;
  readonly executedTwice: number;
  readonly awsReads: number;
}

export interface SignerFigures {
  readonly rotation: readonly RotationFigures[];
  /** What a request costs on this machine, without network and AWS, in microseconds. */
  readonly cost: { readonly pem: number; readonly keyObject: number; readonly signer: number };
}

/** One-slot rotation under load, a partner for each client, and the cost of one signed request. */
export async function measureSigner(signal: AbortSignal): Promise<SignerFigures> {
  const server = await startLocalSecretsManager();
  const partners: LocalPartner[] = [];
  try {
    for (const _client of CLIENTS) {
      partners.push(await startLocalPartner({ slots: 1, apiKeys: [API_KEY] }));
    }
    return { rotation: await rotation(server, partners, signal), cost: await cost(signal) };
  } finally {
    await Promise.all([server, ...partners].map((one) => one.stop()));
  }
}

async function rotation(
  server: LocalServer,
  partners: readonly LocalPartner[],
  signal: AbortSignal,
): Promise<RotationFigures[]> {
  const client = (accessKeyId: string) => {
    const credentials = { accessKeyId, secretAccessKey: "local" };
    return new sdk.SecretsManagerClient({ endpoint: server.url, region: "us-east-1", credentials });
  };
  const deployer = client("DEPLOYER");
  const create = async (Name: string, SecretString: string) =>
    deployer.send(new sdk.CreateSecretCommand({ Name, SecretString }));
  const [live, next] = [newKey(), newKey()];
  const { ARN: privateKeySecretArn = "", VersionId: from } = await create("bench/private.pem", live);
  const { ARN: apiKeySecretArn = "" } = await create("bench/apikey", API_KEY);
  const upload = (pem: string) => partners.forEach((partner) => partner.upload(publicPemOf(pem)));
  upload(live);
  const load = new RotationLoad(
    CLIENTS.map((make, i) => {
      const setting = { privateKeySecretArn, apiKeySecretArn, origin: partners[i]!.url, aws: client(`READER${i}`) };
      return make(setting satisfies ClientSetting);
    }),
  );
  const moreRequests = async () => {
    await load.more(REQUESTS);
    signal.throwIfAborted();
  };
  load.start();
  try {
    await moreRequests();
    const SecretId = privateKeySecretArn;
    const put = new sdk.PutSecretValueCommand({ SecretId, SecretString: next, VersionStages: ["AWSPENDING"] });
    const { VersionId: to } = await deployer.send(put);
    upload(next);
    await moreRequests();
    const move = { VersionStage: "AWSCURRENT", MoveToVersionId: to, RemoveFromVersionId: from };
    await deployer.send(new sdk.UpdateSecretVersionStageCommand({ SecretId, ...move }));
    await moreRequests();
  } finally {
    await load.stop();
  }
  return load.figures.map((figures, i) => ({
    ...figures,
    refused: partners[i]!.refused,
    executedTwice: [...partners[i]!.executions.values()].filter((times) => times > 1).length,
    awsReads: server.hooks.count("GetSecretValue", `READER${i}`),
  }));
}

/** The median of rounds, so that what else the machine does counts less. */
async function cost(signal: AbortSignal): Promise<SignerFigures["cost"]> {
  const pem = newKey();
  const url = "https://api.example.com/v1/orders";
  const body = '{"amount":1}';
  const signer = createSigner({
    privateKeySecretArn: ARN("private.pem"),
    apiKeySecretArn: ARN("apikey"),
    origin: "https://api.example.com",
    read: async (arn) => ({ versionId: "1", value: arn.includes("apikey") ? API_KEY : pem }),
    fetch: async () => new Response("{}"),
  });
  const sign = (key: Parameters<typeof signRequest>[0]["privateKeyPem"]) => async () =>
    signRequest({ url, body, timestamp: Math.floor(Date.now() / 1000), privateKeyPem: key, apiKey: API_KEY });
  const result = {
    pem: await microseconds(sign(pem), signal),
    keyObject: await microseconds(sign(createPrivateKey(pem)), signal),
    signer: await microseconds(() => signer.fetch(url, { method: "POST", body }), signal),
  };
  signer.close();
  return result;
}

async function microseconds(work: () => Promise<unknown>, signal: AbortSignal): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < 9; round++) {
    const started = performance.now();
    for (let i = 0; i < SIGNED_A_ROUND; i++) await work();
    signal.throwIfAborted();
    rounds.push(((performance.now() - started) * 1000) / SIGNED_A_ROUND);
  }
  return rounds.sort((a, b) => a - b)[4]!;
}

/** Markdown, of what docs/evidence/benchmarks.md shows. */
export function signerTable({ rotation, cost }: SignerFigures): string {
  const head = ["client", "requests", "failed", "refused at the partner", "executed twice", "AWS reads"];
  const rows = rotation.map((row) => {
    return [row.client, row.requests, row.failed, row.refused, row.executedTwice, row.awsReads];
  });
  return [
    numbersTable(head, rows, 1),
    "",
    `one request, without network: signed with a PEM ${cost.pem.toFixed(0)} µs, with a KeyObject ${cost.keyObject.toFixed(0)} µs, through the signer ${cost.signer.toFixed(0)} µs`,
  ].join("\n");
}
