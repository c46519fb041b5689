import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import type * as Grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { Struct as StructClass } from "google-protobuf/google/protobuf/struct_pb";

// Those of the SDK, not of this repository: messages of two copies do not mix
const ofSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const grpc = ofSdk("@grpc/grpc-js") as typeof Grpc;
const { Struct } = ofSdk("google-protobuf/google/protobuf/struct_pb.js") as { Struct: typeof StructClass };

export type Props = Record<string, unknown>;

const struct = (props: Props) => Struct.fromJavaScript(props as Parameters<typeof Struct.fromJavaScript>[0]);
const plain = (value: StructClass | undefined) => value?.toJavaScript() as Props;

/** Pulumi's own dynamic-provider process, driven as the engine drives it. */
export class PluginProcess {
  /** Everything the process printed. */
  readonly printed: string[] = [];

  private constructor(
    private readonly child: ChildProcess,
    private readonly client: ResourceProviderClient,
  ) {}

  static async start(
    project: string,
    env: Readonly<Record<string, string>>,
    config: Readonly<Record<string, string>> = {},
  ): Promise<PluginProcess> {
    const host = ofSdk.resolve("@pulumi/pulumi/cmd/dynamic-provider/index.js");
    const child = spawn(process.execPath, [host, "127.0.0.1:1"], {
      cwd: project,
      env: { PATH: process.env["PATH"], PULUMI_NODEJS_PROJECT: "scratch", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [port] = (await once(createInterface(child.stdout), "line")) as [string];
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const plugin = new PluginProcess(child, client);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => plugin.printed.push(text));
    }
    const request = new messages.ConfigureRequest();
    request.setArgs(struct(config));
    await plugin.call((done) => client.configure(request, done));
    return plugin;
  }

  private call<T>(send: (done: (error: Grpc.ServiceError | null, answer: T) => void) => unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      send((error, answer) => (error ? reject(error) : resolve(answer)));
    });
  }

  async check(olds: Props, news: Props): Promise<{ inputs: Props; failures: { property: string; reason: string }[] }> {
    const request = new messages.CheckRequest();
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const answer = await this.call<messages.CheckResponse>((done) => this.client.check(request, done));
    const failures = answer.getFailuresList().map((one) => ({ property: one.getProperty(), reason: one.getReason() }));
    return { inputs: plain(answer.getInputs()), failures };
  }

  async diff(id: string, olds: Props, news: Props): Promise<{ changes: boolean; replaces: string[] }> {
    const request = new messages.DiffRequest();
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const answer = await this.call<messages.DiffResponse>((done) => this.client.diff(request, done));
    const { DIFF_SOME } = messages.DiffResponse.DiffChanges;
    return { changes: answer.getChanges() === DIFF_SOME, replaces: answer.getReplacesList() };
  }

  async create(inputs: Props): Promise<{ id: string; outs: Props }> {
    const request = new messages.CreateRequest();
    request.setProperties(struct(inputs));
    const answer = await this.call<messages.CreateResponse>((done) => this.client.create(request, done));
    return { id: answer.getId(), outs: plain(answer.getProperties()) };
  }

  async read(id: string, state: Props): Promise<{ id: string; outs: Props }> {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setProperties(struct(state));
    const answer = await this.call<messages.ReadResponse>((done) => this.client.read(request, done));
    return { id: answer.getId(), outs: plain(answer.getProperties()) };
  }

  async update(id: string, olds: Props, news: Props): Promise<Props> {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    return plain(
      (await this.call<messages.UpdateResponse>((done) => this.client.update(request, done))).getProperties(),
    );
  }

  async delete(id: string, state: Props): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setProperties(struct(state));
    await this.call((done) => this.client.delete(request, done));
  }

  async stop(): Promise<void> {
    this.client.close();
    const ended = once(this.child, "close");
    this.child.kill("SIGKILL");
    await ended;
  }
}
