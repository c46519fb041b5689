import * as assert from "node:assert/strict";
import { Writable } from "node:stream";
import { reportStatus } from "../../cli/status/report";
import { Voice } from "../../cli/voice";
import { openClient } from "../../resources/aws/client";
import { accountOf, stubbedSecretsManager, type Stub } from "../support/stubbedSecretsManager";

const KEYS = 1_000;
const OPTIONS = { dueAfterDays: undefined, pendingDays: 7, isCheck: false, format: "table" as const };

/** A terminal of 40 columns that takes the first `most` texts, and then nothing more until it is let go. */
class SlowTerminal extends Writable {
  readonly isTTY = true;
  readonly columns = 40;
  readonly said: string[] = [];
  private held: (() => void) | undefined;

  constructor(private most: number) {
    super({ highWaterMark: 1 });
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.said.push(chunk.toString());
    if (this.said.length < this.most) done();
    else this.held = done;
  }
  letGo(): void {
    this.most = Infinity;
    this.held?.();
  }
  get isHeld(): boolean {
    return this.held !== undefined;
  }
}

describe("partner-keys status of a large account", () => {
  let stub: Stub;
  before(async () => {
    stub = await stubbedSecretsManager(accountOf(KEYS));
  });
  after(() => stub.stop());

  it("keeps one page in memory: it asks for no more than its reader has taken, and tells how far it is", async () => {
    const keys = { accessKeyId: "AKIAAUDITOR", secretAccessKey: "local" };
    const settings = { assumeRoles: [], endpoints: { secretsmanager: stub.url, sts: stub.url }, keys };
    const open = openClient(
      "us-east-1",
      settings,
      () => undefined,
      (line) => assert.equal(line, ""),
    );
    const [stdout, stderr] = [new SlowTerminal(150), new SlowTerminal(Infinity)];
    const voice = new Voice(stdout, stderr, { TERM: "dumb" });
    const place = { account: "123456789012", regions: [{ region: "us-east-1", open }] };
    const code = reportStatus(place, OPTIONS, { voice, environment: {}, now: () => new Date() });
    while (!stdout.isHeld) await new Promise(setImmediate);
    // What goes on beside a reader that stands still would be seen by now
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(pages(), 2, "150 keys are on two pages");
    assert.ok(stub.asked.length < 170, `${stub.asked.length} calls for 150 keys`);
    stdout.letGo();
    assert.equal(await code, 0);
    open.client.destroy();
    assert.equal(pages(), KEYS / 100);
    assert.match(stderr.said.join(""), /us-east-1: 100 keys ….*us-east-1: 1000 keys …/s);
    const text = stdout.said.join("");
    assert.match(
      text,
      /^1000 keys: due date of 1000 unknown,\npromotion of 1000 unknown,\nacknowledgement of 1000 unknown,\ncertificate of 1000 unknown, read from/m,
    );
    for (const line of text.split("\n")) assert.ok(line.length <= 40, line);
  });

  const pages = () => stub.asked.filter((operation) => operation === "ListSecrets").length;
});
