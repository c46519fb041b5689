import * as assert from "node:assert/strict";
import { Writable } from "node:stream";
import { WriteStream } from "node:tty";
import { Voice, type Out } from "../../../cli/voice";
import { failure } from "../../../resources/errors";

/** A stream that keeps what it is told; with `colours` it is a terminal as Node judges it. */
function stream(isTTY: boolean): Out & { readonly text: () => string } {
  const chunks: string[] = [];
  const made = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString());
      done();
    },
  });
  const terminal = {
    isTTY: true,
    hasColors: (env: NodeJS.ProcessEnv) => WriteStream.prototype.hasColors.call(made, env as never),
    getColorDepth: (env: NodeJS.ProcessEnv) => WriteStream.prototype.getColorDepth.call(made, env),
  };
  return Object.assign(made, { text: () => chunks.join("") }, isTTY ? terminal : {});
}

const FAILURE = failure("ERR_STORE_DENIED", { doing: "listing", what: "no\u001b[2J", advice: "ask" });
const XTERM = { TERM: "xterm-256color" };

describe("the voice of partner-keys", () => {
  it("puts results on stdout and an error with its hint on stderr", async () => {
    const [stdout, stderr] = [stream(false), stream(false)];
    const voice = new Voice(stdout, stderr, {});
    await voice.result("all\n");
    voice.error(FAILURE);
    voice.note("said");
    assert.deepEqual([stdout.text(), stderr.text()], ["all\n", "error: listing: no?[2J\nhint: ask\nnote: said\n"]);
  });

  it("shows of an error that is not ours its name alone", () => {
    const stderr = stream(false);
    new Voice(stream(false), stderr, {}).error(new TypeError("a value"));
    assert.match(stderr.text(), /^error: an error that partner-keys does not know: TypeError\nhint: /);
  });

  const colours: readonly (readonly [what: string, isTTY: boolean, env: NodeJS.ProcessEnv, isColoured: boolean])[] = [
    ["a terminal", true, XTERM, true],
    ["a pipe", false, XTERM, false],
    ["NO_COLOR", true, { ...XTERM, NO_COLOR: "1" }, false],
    ["NO_COLOR and FORCE_COLOR", true, { ...XTERM, NO_COLOR: "1", FORCE_COLOR: "3" }, false],
    ["a terminal without colour", true, { TERM: "dumb" }, false],
  ];
  for (const [what, isTTY, env, isColoured] of colours)
    it(`${isColoured ? "has" : "has no"} colour on ${what}`, () => {
      const stderr = stream(isTTY);
      const voice = new Voice(stream(isTTY), stderr, env);
      voice.error(FAILURE);
      assert.equal(stderr.text().startsWith("\u001b[31;1merror:\u001b[0m "), isColoured);
      assert.equal(voice.striking("x") !== "x", isColoured);
    });

  it("shows progress on a terminal alone, and takes it away before anything else", async () => {
    const [stdout, stderr, pipe] = [stream(true), stream(true), stream(false)];
    const voice = new Voice(stdout, stderr, XTERM);
    voice.progress("100 keys");
    await voice.result("all\n");
    assert.equal(stderr.text(), "\r\u001b[K100 keys\r\u001b[K");
    new Voice(stdout, pipe, XTERM).progress("100 keys");
    assert.equal(pipe.text(), "");
  });

  it("waits for a reader that is slow", async () => {
    let goOn: () => void = () => undefined;
    const slow = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => void (goOn = done) });
    let isDone = false;
    const said = new Voice(slow, stream(false), {}).result("all of it").then(() => (isDone = true));
    await new Promise(setImmediate);
    assert.equal(isDone, false);
    goOn();
    await said;
  });
});
