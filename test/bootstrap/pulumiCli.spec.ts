import * as assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./temporaryFolder";

const versions = import("../../toolchain/versions.mjs");

describe("the pulumi cli", () => {
  const root = temporaryFolder();
  const path = (...parts: string[]): string => join(root(), ...parts);
  let said: string[];
  let fetched: number;
  let wanted: string;

  const executable = (file: string, script: string): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  };
  const onPath = (name: string, script: string): void => executable(path("path", name), script);
  const offline = (): Promise<Response> => {
    fetched++;
    return Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ENOTFOUND" }) }));
  };
  const serving = (script: string) => (): Promise<Response> => {
    fetched++;
    return Promise.resolve(new Response(script));
  };
  /** What the official script does with its arguments, as far as we rely on it. */
  const installerOf = (version: string): string => `
    [ "$1 $3 $5" = "--version --install-root --no-edit-path" ] || exit 2
    mkdir -p "$4/bin"
    printf '#!/bin/sh\\necho v${version}\\n' > "$4/bin/pulumi"
    echo installed > "$4/bin/pulumi-language-nodejs"
    chmod +x "$4/bin/pulumi" "$4/bin/pulumi-language-nodejs"`;
  /** A compiler that notes how it is called and "builds" an executable that answers with the version. */
  const fakeGo = (version: string): void => {
    onPath(
      "go",
      `[ "$1" = version ] && { echo "go version go${version} linux/amd64"; exit 0; }
      echo "$(basename "$PWD") cgo=$CGO_ENABLED flags=$GOFLAGS toolchain=$GOTOOLCHAIN $*" >> "${path("go.log")}"
      [ "$1" = list ] && exit 0
      while [ "$1" != -o ]; do shift; done
      printf '#!/bin/sh\\necho v${wanted}\\n' > "$2"; chmod +x "$2"`,
    );
  };
  const get = async (fetch = offline): Promise<string> => {
    const { pulumiCli } = await import("../../scripts/pulumi-cli/pulumiCli.mjs");
    // The system folders are for the fakes' own mkdir and chmod; no real pulumi or go may be found.
    const env = { PATH: [path("path"), path("system")].join(":"), GOFLAGS: "-mod=mod" };
    return pulumiCli({
      root: path("cache"),
      rootDir: root(),
      modules: Promise.resolve(),
      env,
      fetch,
      say: (line) => said.push(line),
      runStep,
    });
  };
  const runStep = <T>(_what: string, work: (status: (text: string) => void) => Promise<T>): Promise<T> =>
    work(() => undefined);
  const versionIn = (bin: string): string => readFileSync(join(bin, "pulumi"), "utf8").split("\n")[1] ?? "";

  beforeEach(async () => {
    wanted = (await versions).PULUMI_CLI;
    said = [];
    fetched = 0;
    for (const tool of ["sh", "mkdir", "chmod", "basename"]) executable(path("system", tool), `exec /bin/${tool} "$@"`);
    mkdirSync(path("cache"));
    for (const module of ["engine", "nodejs-host"]) mkdirSync(path("tools/pulumi-cli", module), { recursive: true });
    const sdk = path("node_modules/@pulumi/pulumi");
    mkdirSync(sdk, { recursive: true });
    writeFileSync(join(sdk, "pulumi-resource-pulumi-nodejs"), "the sdk's script", { mode: 0o644 });
  });

  describe("on PATH", () => {
    it("is used when recent enough, with the script it lacks", async () => {
      onPath("pulumi", "echo v3.220.0");
      onPath("pulumi-language-nodejs", "");
      const bin = await get();
      assert.equal(readlinkSync(join(bin, "pulumi")), path("path/pulumi"));
      assert.equal(readlinkSync(join(bin, "pulumi-language-nodejs")), path("path/pulumi-language-nodejs"));
      const script = join(bin, "pulumi-resource-pulumi-nodejs");
      assert.equal(readFileSync(script, "utf8"), "the sdk's script");
      assert.equal(statSync(script).mode & 0o777, 0o755);
      assert.deepEqual([said, fetched], [[], 0]);
    });

    it("brings its own script when it has one", async () => {
      onPath("pulumi", "echo v4.0.1-beta.1");
      onPath("pulumi-language-nodejs", "");
      onPath("pulumi-resource-pulumi-nodejs", "");
      assert.equal(
        readlinkSync(join(await get(), "pulumi-resource-pulumi-nodejs")),
        path("path/pulumi-resource-pulumi-nodejs"),
      );
    });

    it("is asked for its version once, and again after an upgrade", async () => {
      const countingPulumi = (version: string): void =>
        onPath("pulumi", `echo asked >> "${path("asked")}"; echo ${version}`);
      onPath("pulumi-language-nodejs", "");
      countingPulumi("v3.219.9");
      await get(serving(installerOf(wanted)));
      await get();
      assert.equal(readFileSync(path("asked"), "utf8"), "asked\n");
      countingPulumi("v3.230.0-upgraded");
      assert.equal(readlinkSync(join(await get(), "pulumi")), path("path/pulumi"));
    });

    it("is asked again where it did not answer", async () => {
      onPath("pulumi", `[ -e "${path("calm")}" ] && echo v3.230.0`);
      onPath("pulumi-language-nodejs", "");
      await get(serving(installerOf(wanted)));
      writeFileSync(path("calm"), "");
      assert.equal(readlinkSync(join(await get(), "pulumi")), path("path/pulumi"));
    });

    const refusals: [string, string, boolean, string][] = [
      ["too old", "echo v3.219.9", true, "is 3.219.9, older than 3.220.0"],
      ["of an old major", "echo v2.999.0", true, "is 2.999.0, older than 3.220.0"],
      ["without language host", "echo v3.300.0", false, "has no pulumi-language-nodejs beside it or on PATH"],
      ["unparsable", "echo hello", true, 'answers `pulumi version` with "hello", which is no version'],
      ["broken", "exit 3", true, "does not answer `pulumi version`"],
    ];
    for (const [what, script, withHost, reason] of refusals) {
      it(`is refused, with one line, when ${what}`, async () => {
        onPath("pulumi", script);
        if (withHost) onPath("pulumi-language-nodejs", "");
        const bin = await get(serving(installerOf(wanted)));
        assert.equal(bin, path("cache", (await import("../../toolchain/places.mjs")).pulumiFolderName, "bin"));
        assert.deepEqual(said, [`not using ${path("path/pulumi")}: ${reason}`]);
      });
    }
  });

  it("comes from the cache without asking anyone, once it is there", async () => {
    await get(serving(installerOf(wanted)));
    await get();
    assert.equal(fetched, 1);
  });

  it("comes from the official installer, with the SDK's script beside it", async () => {
    fakeGo("1.26.0");
    const bin = await get(serving(installerOf(wanted)));
    assert.equal(versionIn(bin), `echo v${wanted}`);
    assert.equal(statSync(join(bin, "pulumi-resource-pulumi-nodejs")).mode & 0o777, 0o755);
    assert.equal(existsSync(path("go.log")), false);
  });

  it("is refused when the installer brings another version", async () => {
    await assert.rejects(get(serving(installerOf("3.1.0"))), /got version 3\.1\.0, wanted/);
  });

  it("is built from the two go modules when there is no internet", async () => {
    fakeGo("1.26.0");
    const bin = await get();
    assert.equal(versionIn(bin), `echo v${wanted}`);
    const flags =
      "build -v -mod=readonly -buildvcs=false -trimpath -tags osusergo,grpcnotrace -ldflags " +
      `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${wanted} -o`;
    const calls = readFileSync(path("go.log"), "utf8").trim().split("\n");
    const [host, engine] = calls.filter((call) => call.includes("build -v"));
    assert.ok(host?.startsWith(`nodejs-host cgo=0 flags= toolchain= ${flags}`), host);
    assert.ok(host?.endsWith("/cmd/pulumi-language-nodejs"), host);
    assert.ok(engine?.startsWith(`engine cgo=0 flags= toolchain= ${flags}`), engine);
    assert.ok(engine?.endsWith("/pulumi github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"), engine);
    const fetched = "engine cgo=0 flags= toolchain= list -mod=readonly";
    assert.ok(calls.findIndex((call) => call.startsWith(fetched)) < 2, "fetched while the host is compiled");
    assert.equal(calls.length, 3);
    assert.deepEqual(said, ["https://get.pulumi.com/install.sh cannot be reached (ENOTFOUND)"]);
  });

  it("is built from go modules when the installer breaks off half-way, with nothing left of that half", async () => {
    fakeGo("1.26.0");
    const bin = await get(
      serving(`mkdir -p "$4/bin"; echo half > "$4/bin/pulumi-half"; echo no space left >&2; exit 1`),
    );
    assert.equal(versionIn(bin), `echo v${wanted}`);
    assert.equal(existsSync(join(bin, "pulumi-half")), false);
    assert.deepEqual(said, ["the official installer failed (no space left)"]);
  });

  it("lets a go that is too old, but not ancient, fetch a newer one", async () => {
    fakeGo("1.22.3");
    await get();
    assert.match(readFileSync(path("go.log"), "utf8"), /toolchain=auto/);
    assert.equal(said.at(-1), "go 1.22.3 is older than 1.25.11, it fetches a newer one for this build");
  });

  const dead: [string, string | undefined, RegExp][] = [
    ["no go", undefined, /there is no go on PATH to build it with/],
    ["an ancient go", "1.18", /the go on PATH is 1\.18\.0, older than 1\.25\.11/],
  ];
  for (const [what, go, reason] of dead) {
    it(`cannot be had with ${what} and no internet, and says what to install`, async () => {
      if (go) fakeGo(go);
      const error = await get().then(
        () => assert.fail("a cli came out of nothing"),
        (thrown: unknown) => thrown as Error,
      );
      assert.match(
        error.message,
        /^no pulumi cli: no pulumi on PATH; https:\/\/get\.pulumi\.com\/install\.sh cannot be reached/,
      );
      assert.match(error.message, reason);
      assert.match(
        error.message,
        /install pulumi 3\.220\.0 or newer .* or go 1\.25\.11 or newer .*, then run this again$/,
      );
    });
  }
});
